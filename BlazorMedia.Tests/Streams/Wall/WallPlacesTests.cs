using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Tests.Streams.Wall;

public sealed class WallPlacesTests
{
    private static readonly Guid A = Guid.NewGuid();
    private static readonly Guid B = Guid.NewGuid();
    private static readonly Guid C = Guid.NewGuid();

    [Fact]
    public void What_is_written_is_read_again_with_its_empty_places()
    {
        var places = WallPlaces.Parse("", 2).Put(0, A).Put(3, B);

        WallPlaces.Parse(places.ToString(), 2).All.ShouldBe([A, null, null, B]);
        WallPlaces.Parse("rubbish,,,,,", 2).All.ShouldBe([null, null, null, null]);
    }

    [Fact]
    public void A_stream_hangs_once_wherever_it_is_put()
    {
        WallPlaces.Parse($"{A},{A},{B}", 2).All.ShouldBe([A, null, B, null]);
        WallPlaces.Parse($"{A},{B}", 2).Put(3, A).All.ShouldBe([null, B, null, A]);
        WallPlaces.Parse($"{A},{B}", 2).Put(0, null).All.ShouldBe([null, B, null, null]);
    }

    [Fact]
    public void Two_places_exchange_what_they_have_and_a_place_that_is_not_there_changes_nothing()
    {
        var places = WallPlaces.Parse($"{A},{B}", 2);

        places.Swap(0, 1).All.ShouldBe([B, A, null, null]);
        places.Swap(0, 3).All.ShouldBe([null, B, null, A]);
        places.Swap(0, 4).ShouldBeSameAs(places);
        places.Put(-1, C).ShouldBeSameAs(places);
    }

    [Fact]
    public void A_smaller_wall_keeps_as_many_streams_as_it_has_places()
    {
        var places = WallPlaces.Parse("", 3).Put(0, A).Put(8, B).Put(5, C);

        places.Resize(2).All.ShouldBe([A, C, B, null]);
        places.Resize(4).All.Count.ShouldBe(16);
        WallPlaces.Filled([A, B, C], 2).All.ShouldBe([A, B, C, null]);
    }
}
