using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Growing;

namespace BlazorMedia.Tests.Recordings.Growing;

/// <summary>A recording that is read while it goes on.</summary>
public sealed class GrowingRecordingTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private readonly Scene scene = new();
    private readonly RecordingTask task = RecordingTask.Start(Guid.NewGuid(), "door", null, RecordingTrigger.Manual, Start, null, null, Start);
    private readonly ClaimFolder folder;
    private readonly GrowingRecordings growing;

    public GrowingRecordingTests()
    {
        folder = new ClaimFolder(scene.Store.TaskFolder(task.Id));
        growing = new GrowingRecordings(scene, scene.Store, scene.Clock);
        using var db = scene.CreateDbContext();
        db.AddRange(task, Recording.Begin(task.RecordingId, task.Id, task.StreamId, "door", "20261120/a.mp4", Start));
        db.SaveChanges();
    }

    public void Dispose()
    {
        growing.Dispose();
        scene.Dispose();
    }

    [Fact]
    public async Task A_viewer_keeps_the_moment_it_opened_and_the_next_one_sees_more()
    {
        var files = await RunFiles.WriteAsync(new Clip(Seconds: 7, BFrames: 2), Path.Combine(scene.Folder, "ring"));
        folder.Write(new Claim(new("run-1", 0, 0), [new("run-1", Start, null)], null));
        RunFiles.Claim(folder, "run-1", [.. files.Take(2)]);

        var first = (await FindAsync("first"))!;
        File.Copy(files[2], folder.FileOf("run-1", 2));
        scene.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = (await FindAsync("second"))!;

        (await FindAsync("first", continues: true)).ShouldBeSameAs(first);
        (await FindAsync("other", tag: first.Tag.Tag.Value)).ShouldBeSameAs(first);
        (await FindAsync("third")).ShouldBeSameAs(second);
        first.Layout.Seconds.ShouldBeInRange(3.9m, 4.2m);
        second.Layout.Seconds.ShouldBeInRange(5.9m, 6.2m);
        second.Tag.ShouldNotBe(first.Tag);
        await ShouldPlayAsync(first);
        await ShouldPlayAsync(second);
    }

    [Fact]
    public async Task Without_a_name_a_range_from_the_middle_goes_on_with_what_was_sent_and_one_from_the_beginning_is_new()
    {
        var files = await RunFiles.WriteAsync(new Clip(Seconds: 7, BFrames: 2), Path.Combine(scene.Folder, "ring"));
        folder.Write(new Claim(new("run-1", 0, 0), [new("run-1", Start, null)], null));
        RunFiles.Claim(folder, "run-1", [.. files.Take(2)]);
        var first = (await FindAsync(""))!;
        File.Copy(files[2], folder.FileOf("run-1", 2));
        scene.Clock.Advance(TimeSpan.FromSeconds(10));

        (await FindAsync("", continues: true)).ShouldBeSameAs(first);
        (await FindAsync(""))!.Layout.Length.ShouldBeGreaterThan(first.Layout.Length);
    }

    [Fact]
    public async Task Nothing_yet_nothing_any_more_and_nobody_else_are_answers()
    {
        (await FindAsync("")).ShouldBeNull();
        folder.Write(new Claim(new("run-1", 0, 0), [], null));
        (await FindAsync("")).ShouldBeNull();
        (await growing.FindAsync(Guid.NewGuid(), "", null, false, Scene.Ct)).ShouldBeNull();
    }

    private Task<GrowingSnapshot?> FindAsync(string view, string? tag = null, bool continues = false) =>
        growing.FindAsync(task.RecordingId, view, tag, continues, Scene.Ct);

    private async Task ShouldPlayAsync(GrowingSnapshot snapshot)
    {
        var file = Path.Combine(scene.Folder, "copy.mp4");
        await using (var output = File.Create(file)) await snapshot.Layout.CopyToAsync(output, 0, snapshot.Layout.Length, null, Scene.Ct);
        await Ffmpeg.ShouldDecodeAsync(file, Scene.Ct);
    }
}
