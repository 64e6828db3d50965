using System.Text.RegularExpressions;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Tests.Streams.Faults;

/// <summary>However many watch, and however badly: the source is pulled once.</summary>
[Collection(FaultTests.Name)]
public sealed partial class LiveViewTests : IAsyncLifetime
{
    private readonly RtspStandIn camera = new();
    private readonly TempFolder folder = new();
    private AppProcess? app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Client => app!.Client;

    public async ValueTask InitializeAsync()
    {
        app = await AppProcess.StartAsync();
        await camera.ServeAsync("cam", await new Clip(Seconds: 64).FileAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await app!.DisposeAsync();
        await camera.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Twenty_viewers_and_one_who_never_reads_cause_no_second_pull()
    {
        var stream = await GoLiveAsync();
        var playlist = $"/live/{stream}/index.m3u8";
        await ClosedSegmentAsync(playlist);

        using var lazy = await Client.GetAsync(Absolute(playlist, await ClosedSegmentAsync(playlist)), HttpCompletionOption.ResponseHeadersRead, Ct);
        var seen = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => WatchAsync(playlist)));

        seen.ShouldAllBe(bytes => bytes > 10_000);
        camera.Accepted.ShouldBe(1);
        app!.FfmpegPids().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_player_that_knows_nothing_of_us_plays_it()
    {
        var stream = await GoLiveAsync();
        var playlist = $"/live/{stream}/index.m3u8";
        await ClosedSegmentAsync(playlist);
        var file = folder.File("live.mp4");

        var run = await Ffmpeg.RunAsync(
            ["-v", "error", "-headers", $"Authorization: Bearer {AppProcess.Key}\r\n", "-i", new Uri(Client.BaseAddress!, playlist).ToString(), "-t", "8", "-c", "copy", file], Ct);

        run.ExitCode.ShouldBe(0, run.Errors);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        var times = await Ffmpeg.PresentationTimesAsync(file, "v:0", Ct);
        times.Count.ShouldBeGreaterThan(150);
        times.Zip(times.Skip(1), (a, b) => b - a).ShouldAllBe(step => Math.Abs(step - (1 / 25d)) < 0.002);
    }

    private async Task<Guid> GoLiveAsync()
    {
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        return (await Client.WaitForStateAsync("cam", "live")).Id;
    }

    private async Task<long> WatchAsync(string playlist)
    {
        var segment = await Client.GetByteArrayAsync(Absolute(playlist, await ClosedSegmentAsync(playlist)), Ct);
        return segment.LongLength;
    }

    /// <summary>The newest whole segment; waits for the first one.</summary>
    private Task<string> ClosedSegmentAsync(string playlist) => Eventually.GetAsync(
        async () => Segment().Matches(await Client.GetStringAsync(new Uri(playlist, UriKind.Relative), Ct)) is { Count: > 0 } all ? all[^1].Groups[1].Value.Trim() : null,
        "the playlist has a whole segment");

    private Uri Absolute(string playlist, string segment) => new(new Uri(Client.BaseAddress!, playlist), segment);

    [GeneratedRegex(@"#EXTINF:[^\n]*\n(?:#[^\n]*\n)*([^#\n]+)")]
    private static partial Regex Segment();
}
