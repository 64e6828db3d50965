using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Recordings.Mp4;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Recordings.Mp4;

/// <summary>What we write, packet for packet against what FFmpeg writes of the same bytes.</summary>
public sealed class CorpusTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private readonly TempFolder temp = new();

    public static TheoryData<string> Names => [.. CorpusClip.All.Keys];

    public static TheoryData<string> RingNames => [.. CorpusClip.All.Keys.Where(n => n != CorpusClip.Ac3)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => temp.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_ordinary_file_is_copied_packet_for_packet(string name)
    {
        var source = await CorpusClip.All[name].FileAsync();
        var ours = await WriteAsync(Mp4Layout.Join([new MediaPart(MediaFileReader.Read(source))]));

        await Packets.ShouldBeEqualAsync(ours, source);
        await ShouldDecodeAsync(ours);
    }

    [Theory]
    [MemberData(nameof(RingNames))]
    public async Task A_recording_is_written_packet_for_packet_as_FFmpeg_writes_it(string name)
    {
        var clip = CorpusClip.All[name];
        var plan = await PlanAsync(clip, runs: 2);

        var ours = await WriteAsync(PlanLayout.Of(plan));

        var reference = temp.File("reference.mp4");
        await new FfmpegOutput(new FfmpegRunner()).WriteAsync(plan, reference, _ => { }, Ct);
        await Packets.ShouldBeEqualAsync(ours, reference);
        OutputFile.Read(ours).DifferenceFrom(plan).ShouldBeNull();
        await ShouldDecodeAsync(ours);
    }

    [Fact]
    public async Task What_is_not_plain_is_written_by_FFmpeg()
    {
        var plan = await PlanAsync(new CorpusClip("mpeg4 -g 25", "aac", Seconds: 3), runs: 1);
        Should.Throw<NotPlainException>(() => PlanLayout.Of(plan));

        var file = temp.File("out.done");
        var written = await new OutputWriter(new FfmpegOutput(new FfmpegRunner()), NullLogger<OutputWriter>.Instance).WriteAsync(plan, file, _ => { }, Ct);

        written.DifferenceFrom(plan).ShouldBeNull();
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(75);
        Directory.GetFiles(temp.Path, "*.part.mp4").ShouldBeEmpty();
    }

    // With an uneven rate FFmpeg dates some pictures anew unless it is told to leave them.
    private static async Task ShouldDecodeAsync(string file)
    {
        var run = await Ffmpeg.RunAsync(["-v", "error", "-xerror", "-i", file, "-fps_mode", "passthrough", "-f", "framehash", "-hash", "crc32", file + ".txt"], Ct);
        (run.ExitCode, run.Errors).ShouldBe((0, ""));
    }

    private async Task<OutputPlan> PlanAsync(CorpusClip clip, int runs)
    {
        var claimed = new ClaimFolder(temp.File("claim"));
        var claim = new Claim(new("run-1", 0, 0), [], null);
        for (var run = 1; run <= runs; run++)
        {
            var files = await RunFiles.WriteAsync(await clip.FileAsync(), clip.IsHevc, temp.File($"run-{run}"), clockAt: 900 * run);
            RunFiles.Claim(claimed, $"run-{run}", files);
            claim = claim with { Runs = claim.Runs.Add(new($"run-{run}", Start.AddMinutes(run), run == 1 ? null : "stalled")) };
        }
        return OutputPlan.For(PieceReader.Read(claim, claimed)).ShouldHaveSingleItem();
    }

    private async Task<string> WriteAsync(Mp4Layout layout)
    {
        var file = temp.File("ours.mp4");
        await using var output = File.Create(file);
        await layout.CopyToAsync(output, 0, layout.Length, null, Ct);
        return file;
    }
}
