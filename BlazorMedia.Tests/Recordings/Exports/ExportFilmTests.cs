using System.Globalization;
using System.Runtime.InteropServices;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Recordings.Exports;

/// <summary>What the films hold, judged by FFmpeg.</summary>
public sealed class ExportFilmTests(ExportScene app) : IClassFixture<ExportScene>, IDisposable
{
    private const double Picture = 0.04;

    private static readonly Clip Plain = new(12, Gop: 50);
    private static readonly Clip Reordered = new(12, Gop: 50, BFrames: 2);
    private static readonly Clip Small = new(6, "320x180", Gop: 25);
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_holds_each_packet_from_the_keyframe_on_and_is_shown_from_its_mark()
    {
        var recording = await app.AddAsync(Plain, Noon);

        var (export, file) = await app.MakeAsync(ExportScene.OfPieces("copy", (recording.Id, 3400, 8200)), folder);

        (export.Method, export.LeadMs).ShouldBe((ExportOutcome.Copied, 1400));
        // From the keyframe at 2 s until 8.2 s.
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(155);
        (await Ffmpeg.DurationAsync(file, Ct)).ShouldBe(4.8, Picture);
        (await ShownAsync(file)).ShouldBe(120);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        (await BeepsAsync(file)).ShouldBe([0.6, 1.6, 2.6, 3.6, 4.6], 0.03);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task An_exact_cut_shows_exactly_its_pictures_and_copies_all_but_the_edges(int bFrames)
    {
        var clip = bFrames == 0 ? Plain : Reordered;
        var recording = await app.AddAsync(clip, Noon);

        var (export, file) = await app.MakeAsync(ExportScene.OfPieces("exact", (recording.Id, 3400, 9200)), folder);

        export.Method.ShouldBe(ExportOutcome.Edges);
        export.LeadMs.ShouldBe(0);
        (await Ffmpeg.DurationAsync(file, Ct)).ShouldBe(5.8, Picture);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(145);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        await ShouldBeEvenAsync(file);
        // Copied pictures are the very same, encoded ones as good as.
        var (ours, source) = (await PicturesAsync(file), await PicturesAsync(await clip.FileAsync()));
        for (var i = 15; i < 115; i++) ours[i].ShouldBe(source[85 + i], $"picture {i}");
        (await BeepsAsync(file)).ShouldBe([0.6, 1.6, 2.6, 3.6, 4.6, 5.6], 0.03);
        (await LikenessAsync(file, await clip.FileAsync(), 3.4, 5.8)).ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task A_cut_that_holds_no_whole_group_of_pictures_is_exact_too()
    {
        var recording = await app.AddAsync(Plain, Noon);

        var (export, file) = await app.MakeAsync(ExportScene.OfPieces("exact", (recording.Id, 2520, 3520)), folder);

        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(25);
        (await Ffmpeg.DurationAsync(file, Ct)).ShouldBe(1, Picture);
        export.DurationMs.ShouldBeInRange(960, 1040);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task Exact_pieces_of_two_recordings_stand_side_by_side_without_a_hole()
    {
        var (first, second) = (await app.AddAsync(Plain, Noon), await app.AddAsync(Plain, Noon.AddMinutes(1)));

        var (export, file) = await app.MakeAsync(ExportScene.OfPieces("exact", (first.Id, 1200, 5000), (second.Id, 3000, 7720), (first.Id, 9000, 9800)), folder);

        export.Method.ShouldBe(ExportOutcome.Edges);
        (await Ffmpeg.DurationAsync(file, Ct)).ShouldBe(3.8 + 4.72 + 0.8, Picture);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(95 + 118 + 20);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
        await ShouldBeEvenAsync(file);
        // A beep each second of either source, the second source beginning at 3.8 s with its 3.0.
        (await BeepsAsync(file)).ShouldBe([0.8, 1.8, 2.8, 3.8, 4.8, 5.8, 6.8, 7.8, 8.52], 0.04);
    }

    [Fact]
    public async Task A_stream_over_a_gap_and_two_files_is_one_film_that_says_what_is_missing()
    {
        var stream = $"gap-{Guid.NewGuid():N}";
        // Two stretches of six seconds in one file with half a minute between them, and a second file half a minute later.
        await app.AddAsync(Plain, Noon, stream, (0, Noon, 6000), (6000, Noon.AddSeconds(36), 6000));
        await app.AddAsync(Plain, Noon.AddSeconds(78), stream);

        var (export, file) = await app.MakeAsync(new { stream, from = Noon.AddSeconds(2), until = Noon.AddSeconds(84), mode = "exact" }, folder);

        (export.Pieces, export.Gaps, export.MissingMs).ShouldBe((2, 2, 66_000));
        export.Name.ShouldStartWith(stream);
        (await Ffmpeg.DurationAsync(file, Ct)).ShouldBe(4 + 6 + 6, Picture);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task Pieces_with_other_parameters_are_encoded_into_one_film_and_it_says_so()
    {
        var (first, second) = (await app.AddAsync(Plain, Noon), await app.AddAsync(Small with { Audio = null }, Noon.AddMinutes(1)));

        var (export, file) = await app.MakeAsync(ExportScene.OfPieces("copy", (first.Id, 1000, 3000), (second.Id, 500, 2500)), folder);

        (export.Method, export.Reason).ShouldBe((ExportOutcome.Encoded, "parameters"));
        var facts = await Ffmpeg.StreamFactsAsync(file, "v:0", Ct);
        (facts["width"], facts["height"]).ShouldBe(("640", "360"));
        (await Ffmpeg.DurationAsync(file, Ct)).ShouldBe(4, 0.1);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBeInRange(99, 101);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task H265_is_copied_as_it_is_and_encoded_where_it_must_be_exact()
    {
        var recording = await app.AddAsync(new Clip(6, "320x180", Gop: 25, Video: "libx265"), Noon);

        var (copied, copy) = await app.MakeAsync(ExportScene.OfPieces("copy", (recording.Id, 2000, 5000)), folder);
        var (made, exact) = await app.MakeAsync(ExportScene.OfPieces("exact", (recording.Id, 2200, 3200)), folder);

        copied.Method.ShouldBe(ExportOutcome.Copied);
        (await Ffmpeg.StreamFactsAsync(copy, "v:0", Ct))["codec_tag_string"].ShouldBe("hvc1");
        (made.Method, made.Reason).ShouldBe((ExportOutcome.Encoded, "codec"));
        (await Ffmpeg.CountPacketsAsync(exact, "v:0", Ct)).ShouldBe(25);
        await Ffmpeg.ShouldDecodeAsync(copy, Ct);
        await Ffmpeg.ShouldDecodeAsync(exact, Ct);
    }

    public void Dispose() => folder.Dispose();

    // How many pictures a player shows: those before the edit list's beginning are decoded and thrown away.
    private static async Task<int> ShownAsync(string file) => (await PicturesAsync(file)).Count;

    private static async Task<IReadOnlyList<string>> PicturesAsync(string file)
    {
        var run = await ToolRun.StartAsync("ffmpeg", ["-v", "error", "-i", file, "-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", "-"], Ct);
        return [.. run.Output.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(',')[^1].Trim())];
    }

    // Every picture a frame after the one before.
    private static async Task ShouldBeEvenAsync(string file)
    {
        var times = await Ffmpeg.PresentationTimesAsync(file, "v:0", Ct);
        times.Zip(times.Skip(1)).Where(p => Math.Abs(p.Second - p.First - Picture) > 0.002).Select(p => $"{p.First:0.000} -> {p.Second:0.000}").ShouldBeEmpty();
    }

    // When the source beeps, heard in the film: each second begins with four times the pitch.
    private static async Task<double[]> BeepsAsync(string file)
    {
        const int rate = 8000;
        var run = await Ffmpeg.RunAsync(["-v", "error", "-i", file, "-map", "0:a", "-af", "bandpass=f=1760:width_type=h:w=200", "-ar", $"{rate}", "-ac", "1", "-f", "f32le", file + ".pcm"], Ct);
        run.ExitCode.ShouldBe(0, run.Errors);
        var samples = MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(file + ".pcm", Ct)).ToArray();
        var beeps = new List<double>();
        var last = double.MinValue;
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs(samples[i]) < 0.1) continue;
            var at = (double)i / rate;
            if (at - last > 0.3) beeps.Add(Math.Round(at, 3));
            last = at;
        }
        return [.. beeps];
    }

    // Of the picture, in decibels (PSNR).
    private static async Task<double> LikenessAsync(string file, string source, double from, double length)
    {
        var run = await ToolRun.StartAsync("ffmpeg", ["-hide_banner", "-i", file, "-ss", from.ToString(CultureInfo.InvariantCulture), "-t", length.ToString(CultureInfo.InvariantCulture), "-i", source, "-lavfi", "[0:v][1:v]psnr", "-f", "null", "-"], Ct);
        var text = run.Errors[(run.Errors.IndexOf("average:", StringComparison.Ordinal) + 8)..];
        return text.StartsWith("inf", StringComparison.Ordinal) ? 100 : double.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
