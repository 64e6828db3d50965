using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Pictures;

public sealed class WishingFixture : StreamsFixture
{
    internal Wish Wishes { get; } = new();

    protected override void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => services.AddSingleton<IPictureWish>(Wishes);

    internal sealed class Wish : IPictureWish
    {
        private readonly List<PictureSample> samples = [];

        public string? Stream { get; set; }

        public IReadOnlyList<PictureSample> Samples
        {
            get
            {
                lock (samples) return [.. samples];
            }
        }

        public TimeSpan? IntervalOf(LiveStream stream) => stream.Name == Stream ? TimeSpan.FromSeconds(1) : null;

        public void Seen(LiveStream stream, PictureSample sample)
        {
            lock (samples) samples.Add(sample);
        }
    }
}

public sealed class PictureRoundsTests(WishingFixture app) : IClassFixture<WishingFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keyframes_of_a_live_stream_are_measured_where_somebody_wishes_and_nowhere_else()
    {
        await app.Camera.ServeAsync("moving", await new Clip().FileAsync());
        (await app.AddAsync(new { name = "wished", source = app.Camera.Url("moving") })).EnsureSuccessStatusCode();
        (await app.AddAsync(new { name = "unwished", source = app.Camera.Url("moving") })).EnsureSuccessStatusCode();
        await app.UntilAsync("unwished", s => s.State == "live");
        app.Wishes.Stream = "wished";

        await Eventually.TrueAsync(() => app.Wishes.Samples.Count >= 3, "three pictures are measured");

        var streams = app.Services.GetRequiredService<LiveStreams>();
        var facts = streams.Find("wished")!.Pictures.All;
        facts.Select(f => f.At).ShouldBe(facts.Select(f => f.At).Distinct().Order(), "each keyframe is measured once, in order");
        facts[0].Change.ShouldBeNull();
        facts[^1].Change!.Value.ShouldBeGreaterThan(1, "the test picture moves");
        facts.ShouldAllBe(f => f.Strong > 0.9);
        app.Wishes.Samples[0].Rgb.Length.ShouldBe(PictureSample.Bytes);
        streams.Find("unwished")!.Pictures.All.ShouldBeEmpty();
        await Eventually.TrueAsync(() => Task.FromResult(Ct.IsCancellationRequested || streams.Find("wished")!.Pictures.Latest!.At > facts[^1].At), "it goes on");
    }
}
