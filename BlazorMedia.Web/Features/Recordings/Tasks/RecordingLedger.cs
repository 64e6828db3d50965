using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Events;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Finalise;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>The rows of tasks: written before we say yes, and before what follows from them is begun.</summary>
internal sealed class RecordingLedger(IDbContextFactory<AppDbContext> databases, FinaliseQueue queue, RecordingNews news, RecordingStore store, TimeProvider time)
{
    // Two starts at the same moment with the same name: the loser takes the next number.
    private const int Attempts = 5;

    /// <summary>Inserts the task and its recording.</summary>
    /// <returns>The task of the stream that was running already; null when this one runs now.</returns>
    public async Task<RecordingTask?> BeginAsync(RecordingTask task, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await FindRunningAsync(db, task.StreamId, ct) is { } running) return running;
            await AddAsync(db, task, ct);
            try
            {
                await db.SaveChangesAsync(ct);
                news.Publish();
                return null;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // the other one has won a unique index: look again
            }
        }
    }

    /// <summary>Stops one task and begins the next in one transaction, so that there is always exactly one.</summary>
    public async Task RollAsync(RecordingTask task, RecordingTask next, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        next.RunOn(store.Node);
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await StopAsync(db, task.Id, ct);
            await AddAsync(db, next, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        await EnqueueAsync(task);
    }

    /// <summary>Marks the task as finalising, then enqueues that work. Stopping twice is harmless.</summary>
    public async Task StopAsync(Guid taskId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await EnqueueAsync(await StopAsync(db, taskId, ct));
    }

    /// <summary>Tasks of the time before there were nodes, whose folders lie here.</summary>
    public async Task AdoptAsync(IReadOnlyList<Guid> tasks, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<RecordingTask>().Where(t => t.NodeId == null && tasks.Contains(t.Id)).ExecuteUpdateAsync(set => set.SetProperty(t => t.NodeId, store.Node), ct);
    }

    public async Task<RecordingTask?> FindAsync(Guid taskId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<RecordingTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, ct);
    }

    /// <summary>Stopped ones whose files this node has to write.</summary>
    public async Task<IReadOnlyList<RecordingTask>> StoppedHereAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<RecordingTask>().AsNoTracking().Where(t => t.State == RecordingTaskState.Finalising && t.NodeId == store.Node).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<RecordingTask>> RunningAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<RecordingTask>().AsNoTracking().Running().ToListAsync(ct);
    }

    private static Task<RecordingTask?> FindRunningAsync(AppDbContext db, Guid streamId, CancellationToken ct) =>
        db.Set<RecordingTask>().AsNoTracking().Running().FirstOrDefaultAsync(t => t.StreamId == streamId, ct);

    private async Task<RecordingTask> StopAsync(AppDbContext db, Guid taskId, CancellationToken ct)
    {
        var task = await db.Set<RecordingTask>().SingleAsync(t => t.Id == taskId, ct);
        task.Stop(time.GetUtcNow());
        if (task.State == RecordingTaskState.Finalising)
            foreach (var recording in await db.Set<Recording>().Where(r => r.TaskId == taskId && r.State == RecordingState.Recording).ToListAsync(ct)) recording.Finalise();
        await db.SaveChangesAsync(ct);
        return task;
    }

    // After the commit and not within it: the job store is another file. What a crash forgets here, the sweep enqueues.
    private Task EnqueueAsync(RecordingTask task)
    {
        news.Publish();
        return queue.EnqueueAsync(task.Id, store.PinOf(task.NodeId));
    }

    private async Task AddAsync(AppDbContext db, RecordingTask task, CancellationToken ct)
    {
        task.RunOn(store.Node);
        var recording = await PlanAsync(db, task, ct);
        db.AddRange(task, recording);
        await news.StartedAsync(db, task, recording, ct);
    }

    private async Task<Recording> PlanAsync(AppDbContext db, RecordingTask task, CancellationToken ct)
    {
        var local = TimeZoneInfo.ConvertTime(task.MediaStartsAt, time.LocalTimeZone);
        var name = task.FileName ?? RecordingName.Generate(local, task.RecordingId);
        var path = await new FreeName(db, store).FindAsync(RecordingName.DayFolder(local), name, ct);
        return Recording.Begin(task.RecordingId, task.Id, task.StreamId, task.StreamName, path, task.MediaStartsAt);
    }
}
