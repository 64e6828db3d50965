using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;
using BlazorMedia.Web.Features.Streams.Health;

namespace BlazorMedia.Tests.Streams.Faults;

/// <summary>What the history says when the app itself was away.</summary>
[Collection(FaultTests.Name)]
public sealed class HealthFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_app_blames_no_camera_and_a_killed_one_says_that_it_was_away()
    {
        await using var camera = new RtspStandIn();
        await using var app = await AppProcess.StartAsync(("Streams:StallSeconds", "3"), ("Streams:GuardSeconds", "60"));
        await camera.ServeAsync("cam", await new Clip(Gop: 25).FileAsync());
        await app.Client.AddStreamAsync("cam", camera.Url("cam"));
        await app.Client.WaitForStateAsync("cam", "live");
        await Eventually.TrueAsync(async () => (await ReadAsync(app)).Spans is [.., { State: "live" }], "its history has begun");

        await Signals.SendAsync(app.Pid, "STOP");
        await PauseAsync(TimeSpan.FromSeconds(6));
        await Signals.SendAsync(app.Pid, "CONT");
        await app.Client.WaitForMediaAsync("cam", TimeSpan.FromSeconds(4));
        var afterPause = await app.Client.FindStreamAsync("cam");
        await app.KillAsync();
        await app.StartAgainAsync();

        (afterPause.State, afterPause.Reconnects).ShouldBe(("live", 0));
        var health = await Eventually.GetAsync(async () => await ReadAsync(app) is { Spans: [.., { State: "live" }] } read && read.Spans.Any(s => s.Reason == "app-stopped") ? read : null, "the gap is written down");
        health.Spans.ShouldNotContain(s => s.State == "stalled");
        health.Spans.Zip(health.Spans.Skip(1)).ShouldAllBe(p => p.First.EndedAt == p.Second.StartedAt, "stretches touch");
    }

    // The pause is the fault itself, no wait for something.
    private static Task PauseAsync(TimeSpan span) => Task.Delay(span, TimeProvider.System, Ct);

    private static async Task<StreamHealthDto> ReadAsync(AppProcess app) => (await app.Client.GetFromJsonAsync<StreamHealthDto>("/api/v1/stream-health/cam", Ct))!;
}
