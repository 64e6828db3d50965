using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>
/// What becomes of recordings when a stream goes from one node to another. The row of the running task is the wish: whoever has the stream goes
/// on with it, and the node that recorded so far writes the file of its part as soon as it lives.
/// </summary>
internal sealed partial class RecordingHandover(LiveStreams streams, RecordingWorkerTools tools, StartRecording start, RingStore ring, ILogger<RecordingHandover> logger)
{
    private const int TicksBetweenLooks = 2;

    private int ticks;

    private bool IsAlone => tools.Store.Node is null;

    /// <summary>At the start: what an earlier life of this node left on its disk belongs to its recordings.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        if (IsAlone) return;
        var folders = Directory.GetDirectories(tools.Store.TasksFolder).Select(f => Guid.TryParseExact(Path.GetFileName(f), "N", out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
        if (tools.Store.OnlyNode is not null) await tools.Ledger.AdoptAsync([.. folders], ct);
        foreach (var task in await tools.Ledger.StoppedHereAsync(ct)) Rescue(task);
    }

    /// <summary>True when this node recorded it and has its stream still, or there is no other node.</summary>
    public bool IsOurs(RecordingTask task) =>
        IsAlone || (streams.Find(task.StreamId) is { } stream ? stream.Elsewhere is null && task.NodeId == tools.Store.Node : task.NodeId == tools.Store.Node);

    /// <summary>Takes up what other nodes recorded of streams that are here now.</summary>
    /// <returns>Tasks of this node itself that nobody follows: it had lost their streams for a while.</returns>
    public async Task<IReadOnlyList<RecordingTask>> LookAsync(CancellationToken ct)
    {
        if (IsAlone || ticks++ % TicksBetweenLooks != 0) return [];
        try
        {
            var running = await tools.Ledger.RunningAsync(ct);
            var unfollowed = running.Where(t => streams.Find(t.StreamId) is { Elsewhere: null } && tools.Active.RunningTaskOf(t.StreamId) is null).ToList();
            foreach (var task in unfollowed.Where(t => !IsOurs(t))) await TakeUpAsync(task, ct);
            return [.. unfollowed.Where(IsOurs)];
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(exception);
            return [];
        }
    }

    /// <summary>The stream is another node's: the task stays as it is for that one.</summary>
    public async Task LetGoAsync(RecordingWorker worker)
    {
        await worker.DisposeAsync();
        tools.Active.Remove(worker);
        LogLetGo(worker.Current.Id, worker.Stream.Name);
    }

    private async Task TakeUpAsync(RecordingTask task, CancellationToken ct)
    {
        if (task.IsExpired(tools.Time.GetUtcNow()) && task.Trigger == RecordingTrigger.Manual) await tools.Ledger.StopAsync(task.Id, ct);
        else await start.ContinueAsync(streams.Find(task.StreamId)!, task);
    }

    // What FFmpeg went on writing after this app died lies in the ring and has no second name yet.
    private void Rescue(RecordingTask task)
    {
        try
        {
            var folder = new ClaimFolder(tools.Store.TaskFolder(task.Id));
            if (folder.Read() is { End: null } claim) folder.Rescue(claim, ring.FolderOf(task.StreamId));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotRescued(exception, task.Id);
        }
    }

    [LoggerMessage(LogLevel.Information, "Recording task {TaskId} on {Stream} is left to the node that has the stream now")]
    private partial void LogLetGo(Guid taskId, string stream);

    [LoggerMessage(LogLevel.Error, "This node could not look after recordings of streams that it took over; it tries again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The last seconds of recording task {TaskId} could not be read from the ring")]
    private partial void LogNotRescued(Exception exception, Guid taskId);
}
