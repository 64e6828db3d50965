using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Recordings;

/// <summary>Rows against files on one of several nodes, each with its own disk.</summary>
public sealed class RecordingStorageCheckTests : IDisposable
{
    private readonly Scene scene = new(shares: true);

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task What_lies_on_another_nodes_disk_is_not_missing()
    {
        scene.AddReady("20261120/here.mp4", withFile: false);
        await AddThereAsync("20261120/there.mp4");

        var finding = (await FindAsync()).ShouldHaveSingleItem();

        (finding.Code, finding.Subject).ShouldBe(("file_missing", "20261120/here.mp4"));
    }

    [Fact]
    public async Task A_thumbnail_whose_row_came_after_the_comparison_stays()
    {
        var id = Guid.NewGuid();
        var thumbnail = scene.Store.ThumbnailOf(id);
        await File.WriteAllTextAsync(thumbnail, "jpg", Scene.Ct);
        var finding = (await FindAsync()).ShouldHaveSingleItem();
        scene.AddReady("20261120/a.mp4", id: id);

        await finding.RepairAsync.ShouldNotBeNull().Invoke(Scene.Ct);

        finding.Code.ShouldBe("thumbnail_unknown");
        File.Exists(thumbnail).ShouldBeTrue();
    }

    [Fact]
    public async Task A_thumbnail_that_is_being_made_is_not_unknown()
    {
        var recording = scene.AddReady("20261120/a.mp4");
        await File.WriteAllTextAsync(scene.Store.ThumbnailOf(recording.Id) + ".part.jpg", "half", Scene.Ct);

        (await FindAsync()).ShouldBeEmpty();
    }

    private async Task AddThereAsync(string path)
    {
        var now = scene.Clock.GetUtcNow();
        var recording = scene.AddReady(path, withFile: false);
        var task = RecordingTask.Start(Guid.NewGuid(), "door", null, RecordingTrigger.Manual, now, null, null, now);
        task.RunOn(Guid.NewGuid());
        task.Stop(now);
        await using var db = scene.CreateDbContext();
        db.Add(task);
        await db.SaveChangesAsync(Scene.Ct);
        await db.Set<Recording>().Where(r => r.Id == recording.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.TaskId, task.Id), Scene.Ct);
    }

    private async Task<List<StorageFinding>> FindAsync()
    {
        using var notes = new RenameNotes(scene, scene.Store, NullLogger<RenameNotes>.Instance);
        var leftovers = new CrashLeftovers(scene, scene.Store, notes, scene.Clock, NullLogger<CrashLeftovers>.Instance);
        var purge = new PurgeTrashJob(scene, scene.Store, scene.Remove, scene.Topics, scene.Clock);
        await using var services = new ServiceCollection().AddSingleton(new RecordingStorageCheck(scene, scene.Store, leftovers, purge)).BuildServiceProvider();
        var found = new List<StorageFinding>();
        await foreach (var finding in RecordingStorageCheck.Check.FindAsync(services, Scene.Ct)) found.Add(finding);
        return found;
    }
}
