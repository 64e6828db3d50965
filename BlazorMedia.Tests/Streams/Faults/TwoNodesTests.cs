using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Tasks;

namespace BlazorMedia.Tests.Streams.Faults;

/// <summary>Two applications as processes of their own on one PostgreSQL, each with its own disk, and what becomes of the work of one that is killed.</summary>
[Collection(FaultTests.Name), OnPostgres]
public sealed class TwoNodesTests : IAsyncLifetime
{
    // The promise: 15 s until a node counts as dead, and 2 to 3 s until its streams are live again. Fault tests run one after the other.
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(30);

    private readonly TempFolder shared = new();
    private readonly List<AppProcess> apps = [];

    private string Media => shared.File("media");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Media);
        foreach (var name in (string[])["cam1", "cam2"]) File.Copy(await new Clip(Gop: 25).FileAsync(), Path.Combine(Media, $"{name}.mp4"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(app.Log);
            await app.DisposeAsync();
        }
        foreach (var pid in Signals.Processes("", shared.Path)) await Signals.SendAsync(pid, "KILL");
        shared.Dispose();
    }

    [Fact]
    public async Task A_killed_nodes_paths_and_recordings_go_on_at_the_other_and_it_keeps_what_it_had()
    {
        var (first, second) = (await StartAsync("a"), await StartAsync("b"));
        await first.Client.AddStreamAsync("cam1", "file:cam1.mp4");
        await first.Client.AddStreamAsync("cam2", "file:cam2.mp4");
        foreach (var name in (string[])["cam1", "cam2"]) await LiveAsync(first, name);
        await Eventually.TrueAsync(() => first.FfmpegPids().Count == 1 && second.FfmpegPids().Count == 1, "each node pulls one");
        var (dying, other) = await HasAsync(first, "cam1") ? (first, second) : (second, first);
        var (name1, name2) = (await other.Client.FindStreamAsync("cam1"), await dying.Client.FindStreamAsync("cam2"));
        (name1.Node, name2.Node).ShouldBe(dying == first ? ("a", "b") : ("b", "a"));
        var task = await dying.Client.StartRecordingAsync("cam1");
        (await RefusedAsync(other)).ShouldContain("recordings.stream_elsewhere");
        await dying.Client.WaitForMediaAsync("cam1", TimeSpan.FromSeconds(2));

        await dying.KillAsync();
        await Eventually.TrueAsync(async () => await HasAsync(other, "cam1") && (await other.Client.FindStreamAsync("cam1")).State == "live", "the other one pulls it", TakeOver);

        dying.FfmpegPids().ShouldBeEmpty();
        await Eventually.TrueAsync(async () => (await other.Client.FindStreamAsync("cam1")).RecordingTaskId is { } next && next != task.Id, "the recording goes on there");
        (await TaskAsync(other, task.Id)).State.ShouldBe("finalising");

        await dying.StartAgainAsync();
        var kept = await dying.Client.WaitUntilReadyAsync(task.RecordingId);
        kept.DurationMs.ShouldBeGreaterThan(1500);
        (await dying.Client.GetAsync(kept.FileUrl, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_killed_nodes_interrupted_work_runs_again_at_the_other_and_its_sign_ins_hold_there()
    {
        var (root, hang) = (Directory.CreateDirectory(shared.File("recordings")).FullName, shared.File("hang"));
        var first = await StartAsync("a", ("Recordings:Root", root), ("Recordings:Shared", "true"), ("PATH", $"{await HangingAsync(hang)}:{Environment.GetEnvironmentVariable("PATH")}"));
        await first.Client.AddStreamAsync("cam1", "file:cam1.mp4");
        await LiveAsync(first, "cam1");
        var task = await first.Client.StartRecordingAsync("cam1");
        await first.Client.WaitForMediaAsync("cam1", TimeSpan.FromSeconds(2));
        await first.Client.StopRecordingAsync(task);
        await Eventually.TrueAsync(() => File.Exists(hang), "its thumbnail is being made");
        var cookie = await CookieAsync(first);
        var second = await StartAsync("b", ("Recordings:Root", root), ("Recordings:Shared", "true"));
        (await AccountAsync(second, cookie)).ShouldBe(HttpStatusCode.OK);

        await first.KillAsync();

        await Eventually.TrueAsync(async () => (await second.Client.FindRecordingAsync(task.RecordingId)).ThumbnailUrl is not null, "the other one makes it", TakeOver);
        (await second.Client.GetAsync($"/api/v1/recordings/{task.RecordingId}/thumbnail", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(() => HasAsync(second, "cam1"), "and pulls the stream", TakeOver);
        (await AccountAsync(second, cookie)).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<AppProcess> StartAsync(string name, params (string Key, string Value)[] more)
    {
        var app = await AppProcess.StartAsync([
            ("Database:Provider", "postgres"), ("ConnectionStrings:Default", TestDatabase.ConnectionFor(shared.Path)), ("Node:Name", name), ("Streams:FilesDirectory", Media),
            ("BlazorMedia:KeyRingKey", Convert.ToBase64String(new byte[KeyRingKey.Length])), .. more]);
        apps.Add(app);
        return app;
    }

    private static Task LiveAsync(AppProcess app, string name) =>
        Eventually.TrueAsync(async () => (await app.Client.FindStreamAsync(name)).State == "live", $"{name} is live on one of the nodes");

    private static async Task<bool> HasAsync(AppProcess app, string name) => (await app.Client.FindStreamAsync(name)) is { Node: null, StateReason: not "moving", LastKeyframeAt: not null };

    private static async Task<RecordingTaskDto> TaskAsync(AppProcess app, Guid id)
    {
        using var answer = await app.Client.GetAsync($"/api/v1/recordings/tasks/{id}", Ct);
        return await answer.ReadAsync<RecordingTaskDto>();
    }

    private static async Task<string> RefusedAsync(AppProcess app) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => app.Client.StartRecordingAsync("cam1"))).Message;

    /// <summary>A folder with an FFmpeg that never ends making a thumbnail.</summary>
    private async Task<string> HangingAsync(string mark)
    {
        var folder = Directory.CreateDirectory(shared.File("bin")).FullName;
        var script = Path.Combine(folder, "ffmpeg");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\ncase \"$*\" in *-frames:v*) touch {mark}; exec tail -f {mark} ;; esac\nexec /usr/bin/ffmpeg \"$@\"\n", Ct);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    private static async Task<string> CookieAsync(AppProcess app)
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = app.Client.BaseAddress };
        await SignInPage.SubmitAsync(browser, AppFixture.AdminEmail, AppFixture.AdminPassword);
        return cookies.GetCookieHeader(app.Client.BaseAddress!);
    }

    private static async Task<HttpStatusCode> AccountAsync(AppProcess app, string cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { { "Cookie", cookie } } };
        using var answer = await client.SendAsync(request, Ct);
        return answer.StatusCode;
    }
}
