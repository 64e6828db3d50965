using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Tests.Streams.Faults;

/// <summary>What a source can do to us, seen through the state of its stream; the whole application as a process of its own.</summary>
[Collection(FaultTests.Name)]
public sealed class StreamFaultTests : IAsyncLifetime
{
    private readonly RtspStandIn camera = new();
    private AppProcess? app;

    private HttpClient Client => app!.Client;

    public async ValueTask InitializeAsync()
    {
        app = await AppProcess.StartAsync(("Streams:GuardSeconds", "6"));
        await camera.ServeAsync("cam", await new Clip(Gop: 25).FileAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await app!.DisposeAsync();
        await camera.DisposeAsync();
    }

    [Fact]
    public async Task A_camera_that_hangs_is_stalled_and_live_again_when_it_goes_on()
    {
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");

        camera.Freeze();
        var stalled = await Client.WaitForStateAsync("cam", "stalled");
        camera.Unfreeze();
        var live = await Client.WaitForStateAsync("cam", "live");

        stalled.StateReason.ShouldNotBeNull();
        live.Reconnects.ShouldBeGreaterThan(0);
        app!.FfmpegPids().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_real_server_that_is_stopped_by_a_signal_is_stalled_and_live_again_when_it_continues()
    {
        await using var server = await GstRtspServer.StartAsync();
        Assert.SkipWhen(server is null, "GStreamer's RTSP server is not installed");
        await Client.AddStreamAsync("real", server.Url);
        await Client.WaitForStateAsync("real", "live");

        await server.StopAsync();
        await Client.WaitForStateAsync("real", "stalled");
        await server.ContinueAsync();

        await Client.WaitForStateAsync("real", "live");
    }

    [Fact]
    public async Task A_camera_without_power_is_offline_and_live_again_when_it_is_back()
    {
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");

        camera.Close();
        var offline = await Client.WaitForStateAsync("cam", "offline");
        camera.Open();

        offline.StateReason.ShouldNotBeNull();
        await Client.WaitForStateAsync("cam", "live");
    }

    [Fact]
    public async Task A_camera_that_wants_a_login_is_unauthorised_and_its_password_is_shown_nowhere()
    {
        camera.RequireLogin("operator", "s3cr3t-w0rd");
        await Client.AddStreamAsync("cam", camera.Url("cam", "operator", "wr0ng-w0rd"));

        var refused = await Client.WaitForStateAsync("cam", "unauthorised");
        camera.RequireLogin("operator", "wr0ng-w0rd");
        await Client.WaitForStateAsync("cam", "live");

        refused.Source.ShouldContain("***");
        (await Client.GetStringAsync("/api/v1/streams", TestContext.Current.CancellationToken)).ShouldNotContain("wr0ng-w0rd");
        app!.Log.ShouldNotContain("wr0ng-w0rd");
    }

    [Fact]
    public async Task A_killed_FFmpeg_is_replaced_and_no_second_one_is_left()
    {
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");
        var first = app!.FfmpegPids().ShouldHaveSingleItem();

        await Signals.SendAsync(first, "KILL");
        await Eventually.TrueAsync(() => app.FfmpegPids() is [var pid] && pid != first, "another FFmpeg runs");

        await Client.WaitForStateAsync("cam", "live");
        camera.Clients.ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_resolution_is_seen_within_the_connection()
    {
        var feed = await camera.ServeAsync("changing", await new Clip().FileAsync());
        await Client.AddStreamAsync("changing", camera.Url("changing"));
        await Client.WaitForStateAsync("changing", "live");

        await feed.SwitchAsync(await new Clip { Size = "320x240" }.FileAsync());

        await Eventually.TrueAsync(async () => await Client.FindStreamAsync("changing") is { State: "live", Video.Width: 320 }, "the new size is shown");
    }

    [Fact]
    public async Task After_a_kill_of_the_application_the_same_FFmpeg_is_adopted()
    {
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");
        var before = app!.FfmpegPids().ShouldHaveSingleItem();

        await app.KillAsync();
        app.FfmpegPids().ShouldBe([before]);
        await app.StartAgainAsync();
        await Client.WaitForStateAsync("cam", "live");

        app.FfmpegPids().ShouldBe([before]);
        camera.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_application_never_returns_the_guard_ends_FFmpeg()
    {
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");

        await app!.KillAsync();
        app.FfmpegPids().ShouldHaveSingleItem();

        await Eventually.TrueAsync(() => Signals.Processes("", app.DataDirectory).Count == 0, "neither FFmpeg nor the guard is left");
    }

    [Fact]
    public async Task A_stop_in_order_leaves_no_process()
    {
        await Client.AddStreamAsync("cam", camera.Url("cam"));
        await Client.WaitForStateAsync("cam", "live");

        var exit = await app!.TerminateAsync();

        exit.ShouldBe(0);
        app.FfmpegPids().ShouldBeEmpty();
    }
}
