using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Wall;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Wall;

public sealed class WallsTests(AppFixture app) : IClassFixture<AppFixture>, IAsyncLifetime
{
    private static readonly WallPlaces Empty = WallPlaces.Parse("", 2);

    private string me = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Walls Walls => app.Services.GetRequiredService<Walls>();

    public async ValueTask InitializeAsync()
    {
        await using var db = app.CreateDb();
        me = await db.Users.Select(u => u.Id).FirstAsync();
        await db.Set<WallLayout>().ExecuteDeleteAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_wall_is_made_changed_listed_in_order_and_deleted()
    {
        var stream = Guid.NewGuid();
        var first = (await Walls.CreateAsync(me, " Doors ", 2, Empty, Ct)).Value;
        await Walls.CreateAsync(me, "Garden", 3, Empty, Ct);

        (await Walls.SaveAsync(me, first.Id, "All doors", 3, Empty.Put(1, stream), Ct)).IsSuccess.ShouldBeTrue();

        var all = await Walls.ListAsync(me, Ct);
        all.Select(w => (w.Name, w.Columns)).ShouldBe([("All doors", 3), ("Garden", 3)]);
        WallPlaces.Parse(all[0].Places, 3).All[1].ShouldBe(stream);
        (await Walls.DeleteAsync(me, first.Id, Ct)).IsSuccess.ShouldBeTrue();
        (await Walls.ListAsync(me, Ct)).ShouldHaveSingleItem().Name.ShouldBe("Garden");
    }

    [Theory]
    [InlineData("", 2, "walls.name_missing")]
    [InlineData("x", 1, "walls.columns_invalid")]
    [InlineData("x", 5, "walls.columns_invalid")]
    public async Task What_makes_no_sense_is_refused(string name, int columns, string code)
    {
        (await Walls.CreateAsync(me, name, columns, Empty, Ct)).Refusal.Code.ShouldBe(code);
        (await Walls.CreateAsync(me, new string('n', 101), 2, Empty, Ct)).Refusal.ShouldBe(WallRefusals.NameTooLong);
    }

    [Fact]
    public async Task Nobody_sees_or_changes_the_wall_of_another()
    {
        var wall = (await Walls.CreateAsync(me, "Mine", 2, Empty, Ct)).Value;

        (await Walls.ListAsync("another", Ct)).ShouldBeEmpty();
        (await Walls.SaveAsync("another", wall.Id, "Theirs", 2, Empty, Ct)).Refusal.ShouldBe(WallRefusals.NotFound);
        (await Walls.DeleteAsync("another", wall.Id, Ct)).Refusal.ShouldBe(WallRefusals.NotFound);
    }

    [Fact]
    public async Task There_is_an_end_to_the_number_of_walls()
    {
        for (var i = 0; i < WallRefusals.MostWalls; i++) (await Walls.CreateAsync(me, $"{i}", 2, Empty, Ct)).IsSuccess.ShouldBeTrue();

        (await Walls.CreateAsync(me, "one more", 2, Empty, Ct)).Refusal.ShouldBe(WallRefusals.TooMany);
    }
}
