using BlazorMedia.Tests.Support;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Recordings;

/// <summary>Names, trash and removal: rows and files agree, also when a crash comes in between.</summary>
public class RecordingFilesTests : IDisposable
{
    private readonly Scene scene = new();

    public void Dispose()
    {
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Renaming_moves_the_file_within_its_day_and_leaves_nothing_behind()
    {
        var recording = scene.AddReady("20261120/a.mp4");

        var renamed = await Rename().HandleAsync(recording.Id, " Tür vorn ", Scene.Ct);

        renamed.Value.Path.ShouldBe("20261120/Tür vorn.mp4");
        File.Exists(scene.Store.FileOf("20261120/Tür vorn.mp4")).ShouldBeTrue();
        File.Exists(scene.Store.FileOf("20261120/a.mp4")).ShouldBeFalse();
        Directory.GetFiles(scene.Store.TasksFolder).ShouldBeEmpty();
        (await List("tür")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_name_of_the_same_day_is_taken_and_nothing_changes()
    {
        var recording = scene.AddReady("20261120/a.mp4");
        scene.AddReady("20261120/b.mp4");
        scene.AddReady("20261121/c.mp4");
        await File.WriteAllTextAsync(scene.Store.FileOf("20261120/by-hand.mp4"), "mine", Scene.Ct);

        (await Rename().HandleAsync(recording.Id, "b", Scene.Ct)).Refusal.ShouldBe(RecordingRefusals.NameTaken);
        (await Rename().HandleAsync(recording.Id, "by-hand", Scene.Ct)).Refusal.ShouldBe(RecordingRefusals.NameTaken);
        (await Rename().HandleAsync(recording.Id, "../c", Scene.Ct)).Refusal.ShouldBe(RecordingRefusals.NameInvalid);
        (await Rename().HandleAsync(recording.Id, "c", Scene.Ct)).IsSuccess.ShouldBeTrue();

        (await File.ReadAllTextAsync(scene.Store.FileOf("20261120/by-hand.mp4"), Scene.Ct)).ShouldBe("mine");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_in_the_middle_of_a_rename_leaves_one_name(bool rowWasSaved)
    {
        var recording = scene.AddReady("20261120/a.mp4");
        Notes().Write(recording.Id, "20261120/a.mp4", "20261120/b.mp4");
        scene.Store.TryPlace(scene.Store.FileOf("20261120/a.mp4"), "20261120/b.mp4").ShouldBeTrue();
        if (rowWasSaved)
        {
            await using var db = scene.CreateDbContext();
            (await db.Set<Recording>().SingleAsync(Scene.Ct)).Rename("20261120/b.mp4");
            await db.SaveChangesAsync(Scene.Ct);
        }

        await Reconcile().RunAsync(JobRun.Silent, Scene.Ct);

        var files = Directory.GetFiles(Path.Combine(scene.Store.Root, "20261120"));
        files.ShouldHaveSingleItem().ShouldBe(scene.Store.FileOf(scene.Find(recording.Id)!.Path));
        Directory.GetFiles(scene.Store.TasksFolder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_in_the_middle_of_a_rename_without_hard_links_leaves_the_name_that_the_row_has(bool rowWasSaved)
    {
        var (there, missing) = rowWasSaved ? ("20261120/a.mp4", "20261120/b.mp4") : ("20261120/b.mp4", "20261120/a.mp4");
        var recording = scene.AddReady(missing, withFile: false);
        await File.WriteAllTextAsync(FileIn(there), "mp4.", Scene.Ct);
        Notes().Write(recording.Id, "20261120/a.mp4", "20261120/b.mp4");

        await Reconcile().RunAsync(JobRun.Silent, Scene.Ct);

        Directory.GetFiles(Path.Combine(scene.Store.Root, "20261120")).ShouldHaveSingleItem().ShouldBe(scene.Store.FileOf(missing));
        Directory.GetFiles(scene.Store.TasksFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rename_that_a_crash_left_does_not_take_a_file_that_got_the_old_name_since()
    {
        var recording = scene.AddReady("20261120/b.mp4");
        await File.WriteAllTextAsync(FileIn("20261120/a.mp4"), "another", Scene.Ct);
        Notes().Write(recording.Id, "20261120/a.mp4", "20261120/b.mp4");

        await Reconcile().RunAsync(JobRun.Silent, Scene.Ct);

        (await File.ReadAllTextAsync(FileIn("20261120/a.mp4"), Scene.Ct)).ShouldBe("another");
        File.Exists(FileIn("20261120/b.mp4")).ShouldBeTrue();
        Directory.GetFiles(scene.Store.TasksFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_waits_for_the_rename_that_runs_now()
    {
        var (recording, notes) = (scene.AddReady("20261120/a.mp4"), Notes());
        Task replay;
        using (await notes.TakeTurnAsync(Scene.Ct))
        {
            notes.Write(recording.Id, "20261120/a.mp4", "20261120/b.mp4");
            scene.Store.TryPlace(FileIn("20261120/a.mp4"), "20261120/b.mp4").ShouldBeTrue();
            replay = notes.ReplayAsync(Scene.Ct);

            replay.IsCompleted.ShouldBeFalse();
            File.Exists(FileIn("20261120/b.mp4")).ShouldBeTrue();
        }
        await replay;

        File.Exists(FileIn("20261120/b.mp4")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_interrupt_a_rename()
    {
        var recording = scene.AddReady("20261120/a.mp4");
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Scene.Ct);
        var notes = Notes();
        scene.Saving = caller.Cancel;

        var renamed = await Rename(notes).HandleAsync(recording.Id, "b", caller.Token);

        caller.IsCancellationRequested.ShouldBeTrue();
        renamed.IsSuccess.ShouldBeTrue();
        Directory.GetFiles(Path.Combine(scene.Store.Root, "20261120")).ShouldHaveSingleItem().ShouldBe(FileIn("20261120/b.mp4"));
        Directory.GetFiles(scene.Store.TasksFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_fails_in_the_middle_of_a_rename_is_told_and_leaves_the_old_name()
    {
        var recording = scene.AddReady("20261120/a.mp4");
        scene.Saving = () => throw new DbUpdateException("The disk is full.");

        await Should.ThrowAsync<DbUpdateException>(() => Rename().HandleAsync(recording.Id, "b", Scene.Ct));

        Directory.GetFiles(Path.Combine(scene.Store.Root, "20261120")).ShouldHaveSingleItem().ShouldBe(FileIn("20261120/a.mp4"));
        Directory.GetFiles(scene.Store.TasksFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_recording_keeps_its_file_for_a_day_and_can_be_restored()
    {
        var recording = scene.AddReady("20261120/a.mp4");

        await Delete().HandleAsync(recording.Id, Scene.Ct);
        scene.Clock.Advance(TimeSpan.FromHours(23));
        await Purge().RunAsync(JobRun.Silent, Scene.Ct);
        (await List()).ShouldBeEmpty();
        File.Exists(scene.Store.FileOf(recording.Path)).ShouldBeTrue();
        (await Restore().HandleAsync(recording.Id, Scene.Ct)).IsSuccess.ShouldBeTrue();
        scene.Clock.Advance(TimeSpan.FromHours(2));
        await Purge().RunAsync(JobRun.Silent, Scene.Ct);

        (await List()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task After_a_day_in_the_trash_row_file_thumbnail_and_empty_folder_are_gone()
    {
        var recording = scene.AddReady("20261120/a.mp4");
        await File.WriteAllTextAsync(scene.Store.ThumbnailOf(recording.Id), "jpg", Scene.Ct);
        await Delete().HandleAsync(recording.Id, Scene.Ct);

        scene.Clock.Advance(TimeSpan.FromHours(25));
        await Purge().RunAsync(JobRun.Silent, Scene.Ct);

        scene.Find(recording.Id).ShouldBeNull();
        Directory.Exists(Path.Combine(scene.Store.Root, "20261120")).ShouldBeFalse();
        File.Exists(scene.Store.ThumbnailOf(recording.Id)).ShouldBeFalse();
        (await Restore().HandleAsync(recording.Id, Scene.Ct)).Refusal.ShouldBe(RecordingRefusals.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_removal_that_a_crash_interrupted_is_finished(bool fileIsThere)
    {
        var recording = scene.AddReady("20261120/a.mp4", withFile: fileIsThere);
        var neighbour = scene.AddReady("20261120/b.mp4");
        await using (var db = scene.CreateDbContext())
        {
            (await db.Set<Recording>().SingleAsync(r => r.Id == recording.Id, Scene.Ct)).MarkGarbage();
            await db.SaveChangesAsync(Scene.Ct);
        }

        await Purge().RunAsync(JobRun.Silent, Scene.Ct);

        scene.Find(recording.Id).ShouldBeNull();
        File.Exists(scene.Store.FileOf("20261120/a.mp4")).ShouldBeFalse();
        File.Exists(scene.Store.FileOf(neighbour.Path)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_recording_that_cannot_be_removed_does_not_keep_those_behind_it()
    {
        var (stuck, behind) = (scene.AddReady("20261119/a.mp4", withFile: false), scene.AddReady("20261120/b.mp4"));
        Directory.CreateDirectory(FileIn("20261119/a.mp4")); // no file can be deleted under this name
        foreach (var recording in new[] { stuck, behind }) await Delete().HandleAsync(recording.Id, Scene.Ct);
        scene.Clock.Advance(TimeSpan.FromHours(25));

        var failure = await Should.ThrowAsync<AggregateException>(() => Purge().RunAsync(JobRun.Silent, Scene.Ct));

        failure.InnerExceptions.ShouldHaveSingleItem();
        scene.Find(stuck.Id).ShouldNotBeNull();
        scene.Find(behind.Id).ShouldBeNull();
        File.Exists(FileIn("20261120/b.mp4")).ShouldBeFalse();
        Directory.Delete(FileIn("20261119/a.mp4"));
        await Purge().RunAsync(JobRun.Silent, Scene.Ct);
        scene.All().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_note_that_cannot_be_read_does_not_keep_the_rest_from_being_tidied()
    {
        var done = Directory.CreateDirectory(scene.Store.TaskFolder(Guid.NewGuid())).FullName;
        Directory.SetLastWriteTimeUtc(done, scene.Clock.GetUtcNow().UtcDateTime.AddHours(-1));
        await File.WriteAllTextAsync(Path.Combine(scene.Store.TasksFolder, "rename-0.json"), "{", Scene.Ct);

        await Reconcile().RunAsync(JobRun.Silent, Scene.Ct);

        Directory.Exists(done).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_still_recorded_can_be_neither_deleted_nor_renamed()
    {
        var recording = Recording.Begin(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "door", "20261120/a.mp4", scene.Clock.GetUtcNow());
        await using (var db = scene.CreateDbContext())
        {
            db.Add(recording);
            await db.SaveChangesAsync(Scene.Ct);
        }

        (await Delete().HandleAsync(recording.Id, Scene.Ct)).Refusal.ShouldBe(RecordingRefusals.StillRecording);
        (await Rename().HandleAsync(recording.Id, "b", Scene.Ct)).Refusal.ShouldBe(RecordingRefusals.StillRecording);
    }

    [Fact]
    public async Task What_an_export_is_being_made_of_keeps_its_name()
    {
        var recording = scene.AddReady("20261120/a.mp4");
        var export = new Export { Id = Guid.NewGuid(), Name = "clip.mp4", State = ExportState.Running, CreatedAt = scene.Clock.GetUtcNow() };
        export.Pieces.Add(new ExportPiece { RecordingId = recording.Id, UntilMs = 1 });
        await using var db = scene.CreateDbContext();
        db.Add(export);
        await db.SaveChangesAsync(Scene.Ct);

        (await Rename().HandleAsync(recording.Id, "b", Scene.Ct)).Refusal.ShouldBe(RecordingRefusals.InUse);
    }

    [Fact]
    public async Task A_missing_file_costs_no_row_and_a_missing_thumbnail_is_asked_for_again()
    {
        var (missing, present) = (scene.AddReady("20261120/a.mp4", withFile: false), scene.AddReady("20261120/b.mp4"));

        await Reconcile().RunAsync(JobRun.Silent, Scene.Ct);

        scene.Find(missing.Id).ShouldNotBeNull();
        scene.Enqueued.ShouldBe([("ThumbnailJob", present.Id.ToString("N"))]);
    }

    private string FileIn(string path)
    {
        var file = scene.Store.FileOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    private AuditTrail Audit => new(scene, new ActingNow(), scene.Clock);

    private RenameNotes Notes() => new(scene, scene.Store, NullLogger<RenameNotes>.Instance);

    private RenameRecording Rename(RenameNotes? notes = null) => new(scene, scene.Store, notes ?? Notes(), scene.Topics, Audit, NullLogger<RenameRecording>.Instance);

    private DeleteRecording Delete() => new(scene, scene.Topics, Audit, scene.Clock, NullLogger<DeleteRecording>.Instance);

    private RestoreRecording Restore() => new(scene, scene.Topics, Audit);

    private PurgeTrashJob Purge() => new(scene, scene.Store, scene.Remove, scene.Topics, scene.Clock);

    private ReconcileFilesJob Reconcile() =>
        new(scene, scene.Store, new CrashLeftovers(scene, scene.Store, Notes(), scene.Clock, NullLogger<CrashLeftovers>.Instance), scene, NullLogger<ReconcileFilesJob>.Instance);

    private async Task<IReadOnlyList<RecordingDto>> List(string? text = null) =>
        (await new ListRecordings(scene, scene.Clock).HandleAsync(new(null, null, text, null, null), Scene.Ct)).Value.Items;
}

[OnPostgres]
public sealed class RecordingFilesOnPostgresTests : RecordingFilesTests;
