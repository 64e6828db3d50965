using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Smart;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Smart;

/// <summary>Whole: a real source, real checks, one real file.</summary>
public sealed class SmartRecordingTests(SmartFixture app) : IClassFixture<SmartFixture>
{
    private const int Grey = 5;
    private const int Colourful = 9;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_that_turns_colourful_and_back_is_recorded_once_and_from_before_the_decision()
    {
        await app.Camera.ServeAsync("stage", await ClipAsync());
        await AddAsync("stage", app.Camera.Url("stage"), preRollSeconds: 3);
        await SaveAsync("stage", new { kind = "content", checks = 2, checkSeconds = 2, holdSeconds = 2 });

        var recording = await Eventually.GetAsync(async () => (await app.Api.ListRecordingsAsync("stage")).FirstOrDefault(r => r.State == "ready"), "the colourful part is recorded");
        await SaveAsync("stage", new { kind = "none" });

        // Where the picture is colourful in the file, counted in seconds of one picture each.
        var file = await app.Api.DownloadAsync(recording.FileUrl!, new TempFolder());
        var scores = await SaturationsAsync(file);
        scores.Count(s => s > 40).ShouldBeGreaterThanOrEqualTo(Colourful - 1, $"saturations: {string.Join(' ', scores)}");
        scores[0].ShouldBeLessThan(40, "it begins in the grey, before the first colourful picture");
        scores[^1].ShouldBeLessThan(40, "it ends in the grey");
        (await app.Api.ListRecordingsAsync("stage")).Count(r => r.StartedAt < recording.StartedAt).ShouldBe(0);
        recording.DurationMs.ShouldBeLessThan((Colourful + Grey + 10) * 1000L);
    }

    [Fact]
    public async Task A_box_with_an_input_and_the_colours_is_recorded_until_its_input_goes()
    {
        await using var box = await EncoderStandIn.StartAsync();
        box.Picture = await EncoderStandIn.JpegAsync("blue");
        await AddAsync("theatre", "testpattern://any");
        await SaveAsync("theatre", new { kind = "device", deviceAddress = box.Address.GetLeftPart(UriPartial.Authority), checkSeconds = 2, holdSeconds = 0 });
        await UntilAsync("theatre", t => t.State is { Phase: "counting", Count: >= 3 });

        box.Picture = await EncoderStandIn.JpegAsync("0xC86450");
        await UntilAsync("theatre", t => t.State is { Phase: "recording", Inputs: 1 });
        await RunningAsync("theatre", true);
        box.Inputs = """{"result":[{"avalible":false,"name":"HDMI"}]}""";

        await UntilAsync("theatre", t => t.State is { Phase: "watching", Inputs: 0 });
        await RunningAsync("theatre", false);
    }

    [Fact]
    public async Task A_recording_that_a_person_stopped_does_not_begin_again_while_the_content_stays()
    {
        await AddAsync("desk", "testpattern://any");
        await SaveAsync("desk", new { kind = "content", checks = 1, checkSeconds = 2, holdSeconds = 2 });
        await RunningAsync("desk", true);
        var task = (await app.Api.GetFromJsonAsync<BlazorMedia.Web.Features.Recordings.Tasks.RecordingTaskList>("/api/v1/recordings/tasks?state=recording", Ct))!.Items.Single(t => t.Stream == "desk");

        await app.Api.StopRecordingAsync(task);
        var scored = (await FindAsync("desk")).State.ScoredAt;
        await UntilAsync("desk", t => t.State.ScoredAt > scored!.Value.AddSeconds(3));

        (await FindAsync("desk")).State.Phase.ShouldBe("quiet");
        await RunningAsync("desk", false);
        await SaveAsync("desk", new { schedule = "never" });
        await UntilAsync("desk", t => t.State is { Phase: "disarmed", Armed: false });
    }

    [Fact]
    public async Task An_on_demand_path_is_awake_while_its_trigger_is_armed_and_sleeps_when_it_is_not()
    {
        await AddAsync("door", "testpattern://any", onDemand: true);
        await SaveAsync("door", new { kind = "content", startScore = 100, checks = 20 });
        var stream = app.Services.GetRequiredService<LiveStreams>().Find("door")!;
        await Eventually.TrueAsync(() => stream.IsNeeded, "the armed trigger needs the path");

        await SaveAsync("door", new { schedule = "never" });

        await Eventually.TrueAsync(() => !stream.IsNeeded, "nobody needs it any more");
    }

    private static async Task<string> ClipAsync()
    {
        var file = new TempFolder().File("stage.mp4");
        string[] inputs = [.. new[] { ("color=c=gray", Grey), ("testsrc2=", Colourful), ("color=c=gray", Grey + 12) }
            .SelectMany(p => new[] { "-f", "lavfi", "-t", $"{p.Item2}", "-i", $"{p.Item1}{(p.Item1.EndsWith('=') ? "" : ":")}s=320x180:r=10" })];
        string[] output = ["-filter_complex", "[0][1][2]concat=n=3,format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-sc_threshold", "0", "-bf", "0", file];
        var made = await Ffmpeg.RunAsync([.. inputs, .. output], Ct);
        return made.ExitCode == 0 ? file : throw new InvalidOperationException(made.Errors);
    }

    /// <summary>Average saturation, once a second.</summary>
    private static async Task<IReadOnlyList<double>> SaturationsAsync(string file)
    {
        var run = await Ffmpeg.RunAsync(["-v", "error", "-i", file, "-vf", "fps=1,signalstats,metadata=print:key=lavfi.signalstats.SATAVG:file=-", "-f", "null", "-"], Ct);
        return [.. run.Output.Split('\n').Where(l => l.Contains("SATAVG=", StringComparison.Ordinal)).Select(l => double.Parse(l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private async Task AddAsync(string name, string source, bool onDemand = false, int preRollSeconds = 0)
    {
        using var added = await app.Api.PostAsJsonAsync("/api/v1/streams", new { name, source, onDemand, preRollSeconds }, Ct);
        added.EnsureSuccessStatusCode();
    }

    private async Task SaveAsync(string name, object trigger)
    {
        using var answer = await app.Api.PutAsJsonAsync($"/api/v1/stream-triggers/{name}", trigger, Ct);
        await answer.ReadAsync<TriggerDto>();
    }

    private async Task<TriggerDto> FindAsync(string name) => (await app.Api.GetFromJsonAsync<TriggerDto>($"/api/v1/stream-triggers/{name}", Ct))!;

    private async Task UntilAsync(string name, Func<TriggerDto, bool> wanted)
    {
        TriggerDto? last = null;
        await Eventually.TrueAsync(async () => wanted(last = await FindAsync(name)), $"{name} as wanted");
    }

    private Task RunningAsync(string name, bool running) => Eventually.TrueAsync(
        async () => (await app.Api.GetFromJsonAsync<BlazorMedia.Web.Features.Streams.Paths.StreamDto>($"/api/v1/streams/{name}", Ct))!.RecordingTaskId is not null == running, $"{name} is recorded: {running}");
}
