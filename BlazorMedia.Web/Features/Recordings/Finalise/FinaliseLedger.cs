using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Events;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>
/// The rows of a task that is finalised. Names are reserved by rows before files get them, so that a file that has its name already when the
/// work is run again is known to be ours.
/// </summary>
internal sealed class FinaliseLedger(IDbContextFactory<AppDbContext> databases, RecordingStore store, RecordingNews news)
{
    /// <returns>Null when there is nothing to do: no such task, still recording, or finished before.</returns>
    public async Task<FinaliseTry?> BeginAsync(Guid taskId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var task = await db.Set<RecordingTask>().SingleOrDefaultAsync(t => t.Id == taskId, ct);
        if (task?.State is not (RecordingTaskState.Finalising or RecordingTaskState.Failed)) return null;
        var begun = new FinaliseTry(taskId, IsFirst: task.State == RecordingTaskState.Finalising);
        task.Retry();
        foreach (var recording in await RowsAsync(db, taskId, ct)) recording.Finalise();
        await db.SaveChangesAsync(ct);
        news.Publish();
        return begun;
    }

    /// <summary>Puts the files in their places, then says so in one transaction.</summary>
    /// <returns>The recordings that are ready now.</returns>
    public async Task<IReadOnlyList<Guid>> FinishAsync(Guid taskId, IReadOnlyList<OutputPlan> plans, IReadOnlyList<WrittenFile> files, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var task = await db.Set<RecordingTask>().SingleAsync(t => t.Id == taskId, ct);
        var recordings = await ReserveAsync(db, task, plans, ct);
        // A new name for one of them is saved at once, and must not save another as ready before its task is finished.
        for (var i = 0; i < plans.Count; i++) await PlaceAsync(db, recordings[i], files[i].File, ct);
        for (var i = 0; i < plans.Count; i++) Describe(recordings[i], plans[i], files[i].Content);
        foreach (var recording in recordings) await news.FinishedAsync(db, recording, ct);
        task.Finish();
        await db.SaveChangesAsync(ct);
        news.Publish();
        return [.. recordings.Select(r => r.Id)];
    }

    /// <summary>Other systems hear of the first failure only, not of each further try.</summary>
    public async Task FailAsync(FinaliseTry begun, RecordingFailure failure, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // A connection that broke after the commit looks like a failure.
        if (await db.Set<RecordingTask>().AnyAsync(t => t.Id == begun.TaskId && t.State == RecordingTaskState.Finished, ct)) return;
        var task = await db.Set<RecordingTask>().SingleAsync(t => t.Id == begun.TaskId, ct);
        task.Fail(failure);
        foreach (var recording in await RowsAsync(db, task.Id, ct))
        {
            recording.Fail(failure);
            if (begun.IsFirst) await news.FailedAsync(db, recording, failure, ct);
        }
        await db.SaveChangesAsync(ct);
        news.Publish();
    }

    // A failed one that a person deleted meanwhile keeps its row until it is purged; it becomes ready in the trash.
    private static Task<List<Recording>> RowsAsync(AppDbContext db, Guid taskId, CancellationToken ct) =>
        db.Set<Recording>().Where(r => r.TaskId == taskId && r.State != RecordingState.Ready && !r.IsGarbage).OrderBy(r => r.StartedAt).ThenBy(r => r.Id).ToListAsync(ct);

    private async Task<List<Recording>> ReserveAsync(AppDbContext db, RecordingTask task, IReadOnlyList<OutputPlan> plans, CancellationToken ct)
    {
        var recordings = await RowsAsync(db, task.Id, ct);
        if (recordings.Count == 0) throw new InvalidOperationException("The recording was deleted before its file was written.");
        var (day, name) = (recordings[0].Path[..recordings[0].Path.IndexOf('/', StringComparison.Ordinal)], recordings[0].Name);
        while (recordings.Count < plans.Count)
        {
            var path = await new FreeName(db, store).FindAsync(day, name, ct, from: recordings.Count + 1);
            var startsAt = plans[recordings.Count].StartsAt;
            var further = Recording.Begin(Guid.CreateVersion7(startsAt), task.Id, task.StreamId, task.StreamName, path, startsAt);
            further.Finalise();
            db.Add(further);
            await db.SaveChangesAsync(ct);
            recordings.Add(further);
        }
        return recordings;
    }

    private async Task PlaceAsync(AppDbContext db, Recording recording, string file, CancellationToken ct)
    {
        while (!store.TryPlace(file, recording.Path) && !store.IsPlaced(file, recording.Path))
        {
            // Somebody put a file of this name there by hand.
            var day = recording.Path[..recording.Path.IndexOf('/', StringComparison.Ordinal)];
            recording.Rename(await new FreeName(db, store).FindAsync(day, recording.Name, ct, from: 2));
            await db.SaveChangesAsync(ct);
        }
    }

    private static void Describe(Recording recording, OutputPlan plan, OutputFile content)
    {
        var (video, audio) = (plan.Init.Video, plan.Init.Audio);
        var facts = new MediaFacts(Milliseconds(content.Duration), content.Bytes, video?.Codec, content.Samples.GetValueOrDefault("soun") > 0 ? audio?.Codec : null, video?.Width ?? 0, video?.Height ?? 0);
        recording.Ready(recording.Path, plan.StartsAt, facts);
        recording.Hold(plan.Pieces.Select((p, i) =>
            RecordingPiece.Of(i, p.Piece.StartsAt, Milliseconds(p.Duration), Milliseconds(p.Offset), i == 0 ? null : p.Piece.GapReason)));
    }

    private static long Milliseconds(decimal seconds) => (long)decimal.Round(seconds * 1000);
}

/// <param name="IsFirst">False: it failed before.</param>
internal sealed record FinaliseTry(Guid TaskId, bool IsFirst);
