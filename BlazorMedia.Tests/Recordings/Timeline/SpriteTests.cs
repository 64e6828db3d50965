using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Timeline;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings.Timeline;

public sealed class SpriteTests : IDisposable
{
    private readonly Scene scene = new();

    public void Dispose() => scene.Dispose();

    [Theory]
    [InlineData(0, 1, 10_000)]
    [InlineData(9_000, 1, 10_000)]
    [InlineData(10_001, 2, 10_000)]
    [InlineData(3_600_000, 120, 30_000)]
    [InlineData(3_600_001, 120, 30_001)]
    [InlineData(604_800_000, 120, 5_040_000)]
    public void A_sheet_has_a_picture_each_ten_seconds_but_never_more_than_a_hundred_and_twenty(long durationMs, int count, long stepMs) =>
        SpriteSheet.For(durationMs).ShouldBe(new SpriteSheet(count, stepMs));

    [Fact]
    public async Task The_sheet_shows_a_picture_of_each_step_in_rows_of_ten()
    {
        // Thirteen pictures: a second row that is not full. Key pictures only each eight seconds, so some stand twice.
        var recording = await AddAsync(new Clip(Seconds: 125, Size: "320x180", Fps: 5, Gop: 40, Audio: null));

        await Job().RunAsync(new SpriteInput(recording.Id), JobRun.Silent, Scene.Ct);

        scene.Find(recording.Id)!.HasSprite.ShouldBeTrue();
        (await SizeOfAsync(scene.Store.SpriteOf(recording.Id))).ShouldBe("1600,180");
        (await LightOfTileAsync(recording, 12)).ShouldBeGreaterThan(20);
        (await LightOfTileAsync(recording, 13)).ShouldBeLessThan(3);
    }

    [Fact]
    public async Task A_file_that_is_no_film_fails_the_job_and_leaves_no_sheet()
    {
        var recording = scene.AddReady("20261120/a.mp4");

        await Should.ThrowAsync<InvalidDataException>(() => Job().RunAsync(new SpriteInput(recording.Id), JobRun.Silent, Scene.Ct));

        scene.Find(recording.Id)!.HasSprite.ShouldBeFalse();
        File.Exists(scene.Store.SpriteOf(recording.Id)).ShouldBeFalse();
        File.Exists(scene.Store.SpriteFailureOf(recording.Id)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_recording_with_a_thumbnail_but_no_sheet_gets_one_unless_that_failed_before()
    {
        var (recording, failed) = (scene.AddReady("20261120/a.mp4"), scene.AddReady("20261120/b.mp4"));
        await using (var db = scene.CreateDbContext()) await db.Set<Recording>().ExecuteUpdateAsync(set => set.SetProperty(r => r.HasThumbnail, true), Scene.Ct);
        await File.WriteAllBytesAsync(scene.Store.SpriteFailureOf(failed.Id), [], Scene.Ct);

        await new MissingSpritesJob(scene, scene.Store, scene).RunAsync(JobRun.Silent, Scene.Ct);

        scene.Enqueued.ShouldBe([("SpriteJob", recording.Id.ToString("N"))]);
    }

    [Fact]
    public async Task Only_a_few_missing_sheets_are_asked_for_at_once()
    {
        for (var i = 0; i < MissingSpritesJob.AtOnce + 2; i++) scene.AddReady($"20261120/{i}.mp4");
        await using (var db = scene.CreateDbContext()) await db.Set<Recording>().ExecuteUpdateAsync(set => set.SetProperty(r => r.HasThumbnail, true), Scene.Ct);

        await new MissingSpritesJob(scene, scene.Store, scene).RunAsync(JobRun.Silent, Scene.Ct);

        scene.Enqueued.Count.ShouldBe(MissingSpritesJob.AtOnce);
    }

    [Fact]
    public async Task The_sheet_goes_with_the_recording()
    {
        var recording = scene.AddReady("20261120/a.mp4");
        await File.WriteAllTextAsync(scene.Store.SpriteOf(recording.Id), "jpg", Scene.Ct);
        await using (var db = scene.CreateDbContext()) await db.Set<Recording>().ExecuteUpdateAsync(set => set.SetProperty(r => r.IsGarbage, true), Scene.Ct);

        await new PurgeTrashJob(scene, scene.Store, scene.Remove, scene.Topics, scene.Clock).RunAsync(JobRun.Silent, Scene.Ct);

        File.Exists(scene.Store.SpriteOf(recording.Id)).ShouldBeFalse();
    }

    private SpriteJob Job() => new(scene, scene.Store, new FfmpegRunner(), scene.Topics);

    /// <summary>In a folder whose name FFmpeg's lists would stumble over.</summary>
    private async Task<Recording> AddAsync(Clip clip)
    {
        const string path = "20261120/it's a door.mp4";
        var recording = Recording.Begin(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "door", path, scene.Clock.GetUtcNow());
        recording.Ready(path, scene.Clock.GetUtcNow(), new MediaFacts(clip.Seconds * 1000L, 1, "h264", null, 320, 180));
        await using var db = scene.CreateDbContext();
        db.Add(recording);
        await db.SaveChangesAsync(Scene.Ct);
        Directory.CreateDirectory(Path.GetDirectoryName(scene.Store.FileOf(path))!);
        File.Copy(await clip.FileAsync(), scene.Store.FileOf(path));
        return recording;
    }

    private static async Task<string> SizeOfAsync(string file) =>
        (await ToolRun.OutputOfAsync("ffprobe", ["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", file])).Trim();

    private async Task<double> LightOfTileAsync(Recording recording, int index)
    {
        var (x, y) = (index % SpriteSheet.Columns * SpriteSheet.TileWidth, index / SpriteSheet.Columns * SpriteSheet.TileHeight);
        var target = Path.Combine(scene.Folder, $"tile-{index}.raw");
        var run = await ToolRun.StartAsync("ffmpeg", ["-v", "error", "-i", scene.Store.SpriteOf(recording.Id), "-vf", $"crop=160:90:{x}:{y},scale=8:8", "-f", "rawvideo", "-pix_fmt", "gray", "-y", target]);
        run.ExitCode.ShouldBe(0, run.Errors);
        return (await File.ReadAllBytesAsync(target, Scene.Ct)).Average(b => (double)b);
    }
}
