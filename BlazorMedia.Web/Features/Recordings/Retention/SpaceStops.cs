using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Tasks;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>Stops recordings for want of space, the lowest priority first, and lets them go on.</summary>
internal sealed class SpaceStops(LiveStreams streams, ActiveRecordings active, RetentionStock stock, SpaceGate gate, SpaceNews news)
{
    /// <summary>After everything that may go is gone.</summary>
    public async Task JudgeAsync(DiskSpace space, CancellationToken ct)
    {
        if (gate.ClosedUpTo is not null && space.MissingBytes <= 0) await OpenAsync(space, ct);
        else if (space.IsLow) await CloseAsync(space, ct);
    }

    private async Task OpenAsync(DiskSpace space, CancellationToken ct)
    {
        gate.Open();
        await news.ReturnedAsync(space, ct);
    }

    private async Task CloseAsync(DiskSpace space, CancellationToken ct)
    {
        var rules = await stock.RulesAsync(ct);
        var closed = streams.All.Select(s => rules.PriorityOf(s.Id)).Distinct().Order().Take(space.Reserve.LevelsToStop(space.FreeBytes)).ToList();
        if (closed.Count == 0) return;
        // Never less than before: it opens as a whole, when there is room for all.
        var highest = Math.Max(closed[^1], gate.ClosedUpTo ?? int.MinValue);
        var isMore = highest > (gate.ClosedUpTo ?? int.MinValue);
        gate.Close(highest, rules);
        var workers = active.Workers.Where(w => rules.PriorityOf(w.Stream.Id) <= highest).ToList();
        foreach (var worker in workers) await StopAsync(worker, ct);
        if (isMore || workers.Count > 0) await news.StoppedAsync(space, highest, [.. workers.Select(w => w.Stream.Name)], ct);
    }

    private async Task StopAsync(RecordingWorker worker, CancellationToken ct)
    {
        var task = worker.Current;
        try
        {
            await worker.StopAsync(ct);
            if (task.Trigger == RecordingTrigger.Manual) gate.Interrupt(task);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // On a disk without a byte even the end cannot be noted; the next look tries again.
            news.LogNotStopped(exception, worker.Stream.Name);
        }
    }
}
