using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Exports;
using BlazorMedia.Web.Features.Recordings.Exports.Write;

namespace BlazorMedia.Tests.Recordings.Exports;

public sealed class ExportMarkTests(ExportScene app) : IClassFixture<ExportScene>, IDisposable
{
    private static readonly Clip Plain = new(12, Gop: 50);
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_stands_around_its_instant_and_the_rest_is_copied()
    {
        var recording = await app.AddAsync(Plain, Noon);

        var (export, file) = await app.MakeAsync(Marked(recording, 6000, "Who is that?"), folder);

        export.Method.ShouldBe(ExportOutcome.OnlyMarks);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(300);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        var (ours, source) = (await PicturesAsync(file), await PicturesAsync(await Plain.FileAsync()));
        var changed = Enumerable.Range(0, 300).Where(i => ours[i] != source[i]).ToList();
        // The window is 4 to 8 s, and both are keyframes.
        (changed[0], changed[^1]).ShouldBe((100, 199));
    }

    [Theory]
    [InlineData("it's 5:00, %{localtime} \\N {\\fs200} ', [v]; drawtext=textfile=passwd")]
    [InlineData("a\nb\r\nDialogue: 0,0:00:00.00,0:00:09.00,Mark,,0,0,0,,injected\n[Events]")]
    [InlineData("%{eif\\:1\\:d}:';overlay,\\\\{}{}{{{\u0001")]
    public async Task No_text_is_a_command(string text)
    {
        var recording = await app.AddAsync(Plain, Noon);

        var (_, file) = await app.MakeAsync(Marked(recording, 3000, text), folder);

        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(300);
    }

    [Fact]
    public void What_a_person_writes_stays_one_line_of_the_subtitles_and_opens_no_override()
    {
        var texts = new Subtitles(640, 360, 0, 10_000);
        texts.Add(new ExportMark(0, 5000, "a\r\nDialogue: b {\\pos(0,0)} c\\N", null), 0);

        var lines = texts.ToString().Split('\n').Where(l => l.StartsWith("Dialogue:", StringComparison.Ordinal)).ToList();

        lines.ShouldHaveSingleItem().ShouldBe("Dialogue: 0,0:00:03.00,0:00:07.00,Mark,,0,0,0,,a\\NDialogue: b \\{\\\u2060pos(0,0)\\} c\\\u2060N");
    }

    [Fact]
    public void The_clock_of_each_second_follows_the_real_times_over_a_gap()
    {
        var texts = new Subtitles(640, 360, 1000, 4000);
        texts.AddClock([new RealTime(Guid.Empty, Noon.AddMilliseconds(500), 2000, 0), new RealTime(Guid.Empty, Noon.AddMinutes(1), 5000, 2000)], TimeZoneInfo.Utc);

        var lines = texts.ToString().Split('\n').Where(l => l.StartsWith("Dialogue:", StringComparison.Ordinal)).Select(l => l[14..]).ToList();

        lines.ShouldBe([
            "00:00.00,0:00:00.50,Clock,,0,0,0,,2026-11-20 12:00:01", "00:00.50,0:00:01.00,Clock,,0,0,0,,2026-11-20 12:00:02",
            "00:01.00,0:00:02.00,Clock,,0,0,0,,2026-11-20 12:01:00", "00:02.00,0:00:03.00,Clock,,0,0,0,,2026-11-20 12:01:01"], ignoreOrder: false);
    }

    [Fact]
    public async Task The_time_in_each_picture_needs_a_new_encoding_and_it_says_so()
    {
        var recording = await app.AddAsync(Plain, Noon);

        var (export, file) = await app.MakeAsync(new { pieces = new[] { new { recordingId = recording.Id, fromMs = 1000, untilMs = 3000 } }, burnTime = true }, folder);

        (export.Method, export.Reason).ShouldBe((ExportOutcome.Encoded, "time"));
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(50);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task A_text_that_is_too_long_and_a_picture_of_this_machine_are_refused()
    {
        var recording = await app.AddAsync(Plain, Noon);
        using var client = app.CreateApiClient();

        using var tooLong = await client.PostAsJsonAsync(ExportDto.Route, Marked(recording, 3000, new string('x', 10_000)), Ct);
        using var local = await client.PostAsJsonAsync(ExportDto.Route, Marked(recording, 3000, null, "http://127.0.0.1:8080/secret.png"), Ct);

        (tooLong.StatusCode, local.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest));
        (await tooLong.Content.ReadAsStringAsync(Ct)).ShouldContain("exports.mark_invalid");
        (await local.Content.ReadAsStringAsync(Ct)).ShouldContain("http.address_refused");
    }

    public void Dispose() => folder.Dispose();

    private static object Marked(Recording recording, long atMs, string? text, string? url = null) => new
    {
        pieces = new[] { new { recordingId = recording.Id, fromMs = 0, untilMs = 12_000 } },
        marks = new[] { new { atMs, text, url } },
    };

    private static async Task<IReadOnlyList<string>> PicturesAsync(string file)
    {
        var run = await ToolRun.StartAsync("ffmpeg", ["-v", "error", "-i", file, "-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", "-"], Ct);
        return [.. run.Output.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(',')[^1].Trim())];
    }
}
