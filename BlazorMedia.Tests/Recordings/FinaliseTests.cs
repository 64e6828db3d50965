using BlazorMedia.Tests.Support;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Recordings;

/// <summary>The whole way from claimed segments to files and rows, judged by FFmpeg's own tools.</summary>
public partial class FinaliseTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private readonly Scene scene = new();
    private readonly RecordingTask task;
    private readonly ClaimFolder folder;

    public FinaliseTests()
    {
        task = RecordingTask.Start(Guid.NewGuid(), "door", null, RecordingTrigger.Manual, Start, null, null, Start);
        folder = new ClaimFolder(scene.Store.TaskFolder(task.Id));
    }

    public void Dispose()
    {
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_packet_of_a_run_is_in_the_file_and_sound_stays_where_it_was()
    {
        var clip = new Clip(Seconds: 7);
        await ClaimRunAsync("run-1", clip, clockAt: 5000);

        var recording = (await FinaliseAsync([new("run-1", Start, null)])).ShouldHaveSingleItem();

        var (file, source) = (scene.Store.FileOf(recording.Path), await clip.FileAsync());
        await ShouldHoldAsync(file, source);
        (await SoundOffsetAsync(file)).ShouldBe(await SoundOffsetAsync(source), 0.001);
        (recording.State, recording.VideoCodec, recording.AudioCodec, recording.Width, recording.Height).ShouldBe((RecordingState.Ready, "h264", "aac", 640, 360));
        recording.DurationMs.ShouldBeInRange(6_900, 7_200);
        recording.Bytes.ShouldBe(new FileInfo(file).Length);
        recording.Pieces.ShouldHaveSingleItem().GapReason.ShouldBeNull();
        scene.FindTask(task.Id)!.State.ShouldBe(RecordingTaskState.Finished);
        Directory.Exists(folder.Folder).ShouldBeFalse();
        scene.Enqueued.ShouldBe([("ThumbnailJob", recording.Id.ToString("N"))]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Two_runs_become_one_file_with_the_gap_cut_out_and_sound_in_sync(int bFrames)
    {
        var clip = new Clip(Seconds: 5, BFrames: bFrames);
        await ClaimRunAsync("run-1", clip, clockAt: 100);
        await ClaimRunAsync("run-2", clip, clockAt: 77_000);
        var returned = Start.AddMinutes(3);

        var recording = (await FinaliseAsync([new("run-1", Start, null), new("run-2", returned, "stalled")])).ShouldHaveSingleItem();

        var (file, source) = (scene.Store.FileOf(recording.Path), await clip.FileAsync());
        await ShouldHoldAsync(file, source, source);
        recording.Pieces[1].OffsetMs.ShouldBeInRange(4_900, 5_300);
        (await SoundOffsetAsync(file, behind: source)).ShouldBe(await SoundOffsetAsync(source), 0.001);
        recording.Pieces.Select(p => (p.StartedAt, p.GapReason)).ShouldBe([(Start, null), (returned, "stalled")]);
        recording.DurationMs.ShouldBeInRange(9_900, 10_500);
    }

    [Fact]
    public async Task A_torn_tail_ends_at_the_last_whole_fragment_and_the_next_run_follows_in_order()
    {
        var clip = new Clip(Seconds: 5, BFrames: 2, Gop: 50);
        await ClaimRunAsync("run-1", clip, clockAt: 100, tornBytes: 9_000);
        await ClaimRunAsync("run-2", clip, clockAt: 40);

        var recording = (await FinaliseAsync([new("run-1", Start, null), new("run-2", Start.AddSeconds(9), "closed")])).ShouldHaveSingleItem();

        var (file, whole) = (scene.Store.FileOf(recording.Path), await Ffmpeg.CountPacketsAsync(await clip.FileAsync(), "v:0", Scene.Ct));
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Scene.Ct)).ShouldBeInRange(whole + 1, (2 * whole) - 1);
        await ShouldPlayAsync(file);
    }

    [Fact]
    public async Task A_recording_without_sound_is_whole()
    {
        var clip = new Clip(Seconds: 4, Audio: null);
        await ClaimRunAsync("run-1", clip);

        var recording = (await FinaliseAsync([new("run-1", Start, null)])).ShouldHaveSingleItem();

        await ShouldHoldAsync(scene.Store.FileOf(recording.Path), await clip.FileAsync());
        recording.AudioCodec.ShouldBeNull();
    }

    [Fact]
    public async Task H265_keeps_the_name_that_Apple_players_accept()
    {
        var clip = new Clip(Seconds: 3, Size: "320x180", Video: "libx265");
        await ClaimRunAsync("run-1", clip);

        var recording = (await FinaliseAsync([new("run-1", Start, null)])).ShouldHaveSingleItem();

        (await Ffmpeg.StreamFactsAsync(scene.Store.FileOf(recording.Path), "v:0", Scene.Ct))["codec_tag_string"].ShouldBe("hvc1");
        recording.VideoCodec.ShouldBe("hevc");
    }

    [Fact]
    public async Task Runs_with_different_pictures_become_several_files_of_one_task()
    {
        var (small, large) = (new Clip(Seconds: 4), new Clip(Seconds: 4, Size: "960x540"));
        await ClaimRunAsync("run-1", small);
        await ClaimRunAsync("run-2", large);

        var recordings = await FinaliseAsync([new("run-1", Start, null), new("run-2", Start.AddSeconds(5), "parameters")]);

        recordings.Count.ShouldBe(2);
        await ShouldHoldAsync(scene.Store.FileOf(recordings[0].Path), await small.FileAsync());
        await ShouldHoldAsync(scene.Store.FileOf(recordings[1].Path), await large.FileAsync());
        recordings[1].Name.ShouldBe(RecordingName.Numbered(recordings[0].Name, 2));
        recordings.Select(r => r.Width).ShouldBe([640, 960]);
        recordings[0].Id.ShouldBe(task.RecordingId);
    }

    [Fact]
    public async Task Only_what_lies_between_start_and_end_is_in_the_file_and_two_claims_that_touch_share_no_packet()
    {
        var clip = new Clip(Seconds: 8);
        var files = await ClaimRunAsync("run-1", clip);
        var keyframe = RunFiles.FragmentsOf(files[1]).Last(f => f.Moof.IsKeyframe);
        var cut = RunFiles.Before("run-1", 1, keyframe);

        var first = PieceReader.Read(new Claim(new("run-1", 0, 0), [new("run-1", Start, null)], cut), folder).ShouldHaveSingleItem();
        var second = PieceReader.Read(new Claim(cut, [new("run-1", Start, null)], null), folder).ShouldHaveSingleItem();

        var video = first.Init.Video!;
        (first.SamplesOf(video) + second.SamplesOf(video)).ShouldBe(await Ffmpeg.CountPacketsAsync(await clip.FileAsync(), "v:0", Scene.Ct));
        second.Fragments[0].Offset.ShouldBe(keyframe.Offset);
        first.Fragments.Select(f => (f.File, f.Offset)).Intersect(second.Fragments.Select(f => (f.File, f.Offset))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_run_holds_behind_its_end_belongs_to_nobody()
    {
        var files = await ClaimRunAsync("run-1", new Clip(Seconds: 6));
        var end = RunFiles.Before("run-1", 1, RunFiles.FragmentsOf(files[1])[0]);

        var piece = PieceReader.Read(new Claim(new("run-1", 0, 0), [new("run-1", Start, null, end)], null), folder).ShouldHaveSingleItem();

        piece.Fragments.ShouldAllBe(f => f.File == folder.FileOf("run-1", 0));
    }

    [Fact]
    public async Task A_task_without_media_fails_with_a_code()
    {
        folder.Write(new Claim(new("run-1", 0, 0), [], null));

        var recording = (await FinaliseAsync(null)).ShouldHaveSingleItem();

        (recording.State, recording.Failure).ShouldBe((RecordingState.Failed, "no-media"));
        scene.FindTask(task.Id)!.State.ShouldBe(RecordingTaskState.Failed);
    }

    [Fact]
    public async Task A_finalise_that_failed_keeps_its_pieces_and_succeeds_when_it_is_tried_again()
    {
        await ClaimRunAsync("run-1", new Clip(Seconds: 4));
        Directory.CreateDirectory(folder.OutputFile(0) + "/x"); // the finished file cannot get its name

        await Should.ThrowAsync<Exception>(() => FinaliseAsync([new("run-1", Start, null)]));
        (scene.All()[0].State, scene.FindTask(task.Id)!.State).ShouldBe((RecordingState.Failed, RecordingTaskState.Failed));
        scene.All()[0].Failure.ShouldNotBeNullOrEmpty();
        Directory.Delete(folder.OutputFile(0), recursive: true);
        var recording = (await FinaliseAsync(null)).ShouldHaveSingleItem();

        recording.State.ShouldBe(RecordingState.Ready);
        await ShouldPlayAsync(scene.Store.FileOf(recording.Path));
    }

    [Fact]
    public async Task A_crash_between_the_file_and_its_row_gives_one_file()
    {
        var clip = new Clip(Seconds: 4);
        await ClaimRunAsync("run-1", clip);
        var claim = new Claim(new("run-1", 0, 0), [new("run-1", Start, null)], null);
        var plan = OutputPlan.For(PieceReader.Read(claim, folder))[0];
        await Writer().WriteAsync(plan, folder.OutputFile(0), _ => { }, Scene.Ct);
        Plan();
        scene.Store.TryPlace(folder.OutputFile(0), scene.All()[0].Path).ShouldBeTrue();

        var recording = (await FinaliseAsync([new("run-1", Start, null)])).ShouldHaveSingleItem();

        Directory.GetFiles(Path.GetDirectoryName(scene.Store.FileOf(recording.Path))!).ShouldHaveSingleItem();
        await ShouldHoldAsync(scene.Store.FileOf(recording.Path), await clip.FileAsync());
    }

    [Fact]
    public async Task A_name_that_somebody_took_by_hand_is_numbered_and_not_overwritten()
    {
        await ClaimRunAsync("run-1", new Clip(Seconds: 4));
        Plan();
        var planned = scene.Store.FileOf(scene.All()[0].Path);
        Directory.CreateDirectory(Path.GetDirectoryName(planned)!);
        await File.WriteAllTextAsync(planned, "mine", Scene.Ct);

        var recording = (await FinaliseAsync([new("run-1", Start, null)])).ShouldHaveSingleItem();

        (await File.ReadAllTextAsync(planned, Scene.Ct)).ShouldBe("mine");
        recording.Name.ShouldEndWith("-2.mp4");
        await ShouldPlayAsync(scene.Store.FileOf(recording.Path));
    }

    private async Task<IReadOnlyList<string>> ClaimRunAsync(string runId, Clip clip, int clockAt = 0, int tornBytes = 0)
    {
        var files = await RunFiles.WriteAsync(clip, Path.Combine(scene.Folder, "ring", runId), clockAt);
        if (tornBytes > 0)
        {
            await using var last = new FileStream(files[^1], FileMode.Open);
            last.SetLength(last.Length - tornBytes);
        }
        RunFiles.Claim(folder, runId, files);
        return files;
    }

    private static OutputWriter Writer() => new(new FfmpegOutput(new FfmpegRunner()), NullLogger<OutputWriter>.Instance);

    private void Plan()
    {
        using var db = scene.CreateDbContext();
        if (db.Set<RecordingTask>().Any()) return;
        task.Stop(Start.AddMinutes(5));
        var recording = Recording.Begin(task.RecordingId, task.Id, task.StreamId, "door", $"20261120/{RecordingName.Generate(Start, task.RecordingId)}", Start);
        recording.Finalise();
        db.AddRange(task, recording);
        db.SaveChanges();
    }

    private async Task<IReadOnlyList<Recording>> FinaliseAsync(IEnumerable<ClaimRun>? runs)
    {
        if (runs is not null) folder.Write(new Claim(new("run-1", 0, 0), [.. runs], null));
        Plan();
        var job = new FinaliseRecordingJob(
            new FinaliseLedger(scene, scene.Store, scene.News), Writer(), scene.Store, scene, NullLogger<FinaliseRecordingJob>.Instance);
        await job.RunAsync(new FinaliseRecordingInput(task.Id), JobRun.Silent, Scene.Ct);
        return scene.All();
    }

    private static async Task ShouldHoldAsync(string file, params string[] sources)
    {
        foreach (var stream in new[] { "v:0", "a:0" })
        {
            var expected = 0;
            foreach (var source in sources) expected += await Ffmpeg.CountPacketsAsync(source, stream, Scene.Ct);
            (await Ffmpeg.CountPacketsAsync(file, stream, Scene.Ct)).ShouldBe(expected, stream);
        }
        await ShouldPlayAsync(file);
    }

    private static async Task ShouldPlayAsync(string file)
    {
        await Ffmpeg.ShouldDecodeAsync(file, Scene.Ct);
        foreach (var stream in new[] { "v:0", "a:0" })
        {
            var times = await Ffmpeg.PresentationTimesAsync(file, stream, Scene.Ct);
            times.Zip(times.Skip(1), (a, b) => b - a).ShouldAllBe(step => step > 0 && step < 0.3, stream);
        }
    }

    /// <summary>How much later the first sound is than the first picture.</summary>
    /// <param name="behind">Counted behind as many packets as this file holds.</param>
    private static async Task<double> SoundOffsetAsync(string file, string? behind = null)
    {
        var first = new Dictionary<string, double>();
        foreach (var stream in new[] { "v:0", "a:0" })
        {
            var skip = behind is null ? 0 : await Ffmpeg.CountPacketsAsync(behind, stream, Scene.Ct);
            first[stream] = (await Ffmpeg.PacketsAsync(file, stream, Scene.Ct))[skip].Pts;
        }
        return first["a:0"] - first["v:0"];
    }
}

[OnPostgres]
public sealed class FinaliseOnPostgresTests : FinaliseTests;
