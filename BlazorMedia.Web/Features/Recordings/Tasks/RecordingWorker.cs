using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;
using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>
/// Records one stream: follows its ring, keeps what the claim covers, ends it in time and, for a path that records by itself, goes on with the next
/// task at the same keyframe. Everything that changes the task happens under one gate, so that a stop and an end never meet.
/// </summary>
internal sealed partial class RecordingWorker : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly CancellationTokenSource ending = new();
    private readonly RecordingWorkerTools tools;
    private readonly UnflushedFiles unflushed;
    private readonly RingHold hold;
    private readonly IDisposable need;
    private ClaimCollector collector;
    private Task loop = Task.CompletedTask;
    private string? trouble;

    public RecordingWorker(LiveStream stream, RecordingTask task, ClaimFolder folder, Claim claim, RecordingWorkerTools tools)
    {
        (Stream, Current, this.tools) = (stream, task, tools);
        unflushed = new UnflushedFiles(tools.Time, DurableFile.Flush);
        need = stream.Require();
        // From the beginning: which of the ring's files the claim covers is known only after the first look.
        hold = stream.Ring.Hold(0);
        collector = new ClaimCollector(stream.Ring, folder, claim, unflushed);
    }

    public LiveStream Stream { get; }

    /// <summary>The task that is recorded now; replaced when a path that records by itself goes on to its next file.</summary>
    public RecordingTask Current { get; private set; }

    public bool IsEnded { get; private set; }

    /// <summary>The first look at the ring, before anybody is told that this task runs.</summary>
    public Task CollectAsync(CancellationToken ct) => collector.CollectAsync(hold, ct);

    public void Run()
    {
        tools.Wishes.Followed(Current);
        loop = Task.Run(LoopAsync);
    }

    /// <summary>Ends after the last whole fragment of this moment. Harmless when it has ended.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            // From here on it is done, whether the caller waits or not: half a stop would be none.
            if (!IsEnded) await EndAsync(CancellationToken.None);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Stops following without ending the task, so that the next start of the app goes on with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await loop;
        Release();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Tick, tools.Time);
        var (changed, tick) = (Task.CompletedTask, Task.CompletedTask);
        while (!ending.IsCancellationRequested)
        {
            if (tick.IsCompleted) tick = timer.WaitForNextTickAsync(ending.Token).AsTask();
            if (changed.IsCompleted) changed = Stream.Ring.WaitForChangeAsync(Stream.Ring.Version, ending.Token);
            try
            {
                await AdvanceAsync(ending.Token);
                trouble = null;
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // A full disk or a locked database ends no recording: the ring still holds the media, and the next tick tries again.
                // Said once, not at every fragment.
                if (exception.Message != trouble) tools.LogFailed(exception, Current.Id, Stream.Name);
                trouble = exception.Message;
            }
            await Task.WhenAny(changed, tick);
        }
    }

    private async Task AdvanceAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (IsEnded) return;
            await collector.CollectAsync(hold, ct);
            var verdict = tools.Wishes.EndOf(Current, Stream);
            if (verdict.Next is { } keyframe) await RollAsync(keyframe, CancellationToken.None);
            else if (verdict.IsDue) await EndAsync(CancellationToken.None, verdict.Before);
            // What is recorded survives a power cut but for its last second.
            if (!IsEnded) unflushed.FlushDue();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task EndAsync(CancellationToken ct, RingFragment? before = null)
    {
        await collector.CollectAsync(hold, ct);
        // What came since it was judged to be over is not part of it.
        if (Current.Trigger == RecordingTrigger.Manual) before ??= Stream.Ring.Fragments.FirstOrDefault(f => f.StartsAt >= Current.EndsAt);
        try
        {
            await collector.EndAsync(before is null ? collector.LastPoint : ClaimCollector.PointOf(before), hold, ct);
            await tools.Ledger.StopAsync(Current.Id, ct);
        }
        catch
        {
            collector.Reopen();
            throw;
        }
        IsEnded = true;
        tools.Active.Remove(this);
        tools.LogEnded(Current.Id, Stream.Name);
        Release();
        await ending.CancelAsync();
    }

    // The old claim ends before the keyframe with which the new one begins: no packet is lost or doubled.
    private async Task RollAsync(RingFragment keyframe, CancellationToken ct)
    {
        var next = RecordingTask.Start(Stream.Id, Stream.Name, null, Current.Trigger, keyframe.StartsAt, Stream.Path.FileSeconds / 60.0, null, keyframe.StartsAt);
        var following = new ClaimCollector(Stream.Ring, new ClaimFolder(tools.Store.TaskFolder(next.Id)), ClaimCollector.ClaimFrom(keyframe), unflushed);
        try
        {
            await collector.EndAsync(ClaimCollector.PointOf(keyframe), hold, ct);
            following.Folder.Write(following.Claim);
            await following.CollectAsync(hold, ct);
            await tools.Ledger.RollAsync(Current, next, ct);
        }
        catch
        {
            collector.Reopen();
            following.Folder.Delete();
            throw;
        }
        tools.LogRolled(Current.Id, next.Id, Stream.Name);
        (Current, collector) = (next, following);
    }

    private void Release()
    {
        hold.Dispose();
        need.Dispose();
    }
}
