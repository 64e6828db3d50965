using System.Data.Common;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Exports.Write;
using BlazorMedia.Web.Features.Recordings.Retention;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>One try to make an export, with a folder of its own that never outlives it. It stops within a second when its row is cancelled, on whichever node.</summary>
internal sealed class ExportRun(ExportLedger ledger, ExportWriter writer, ExportStore store, RecordingsDisk disk, TimeProvider time)
{
    // What records meanwhile needs some space, even where nobody wishes a reserve.
    private const long LeastReserve = 256L << 20;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    /// <returns>Null when it was cancelled.</returns>
    public async Task<WrittenExport?> MakeAsync(ExportWork work, JobRun run, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watch = WatchAsync(work.Id, stop);
        try
        {
            Prepare(work);
            run.Report(0, "recordings.exporting");
            var film = await writer.WriteAsync(work, percent => run.Report(percent, "recordings.exporting"), stop.Token);
            run.Report(99, "recordings.filing");
            return await ledger.FinishAsync(work, film, stop.Token) ? film : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await stop.CancelAsync();
            await watch;
            store.RemoveWork(work.Id);
        }
    }

    private void Prepare(ExportWork work)
    {
        store.RemoveWork(work.Id);
        // An export that eats the reserve would cost recordings: they are removed to have it back.
        var (free, needed) = (store.FreeBytes, work.NeededBytes + Math.Max(LeastReserve, disk.Read().Reserve.Target));
        if (free < needed) throw new IOException($"No space left on device: about {needed >> 20} MiB are needed, {free >> 20} MiB are free.");
        Directory.CreateDirectory(work.Folder);
    }

    private async Task WatchAsync(Guid id, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
                if (!await IsWantedAsync(id, stop.Token)) await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // the film is written, or not wanted any more
        }
    }

    private async Task<bool> IsWantedAsync(Guid id, CancellationToken ct)
    {
        try
        {
            return await ledger.IsWantedAsync(id, ct);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException { InnerException: DbException })
        {
            // The database is away for a moment; the film itself needs it only at its end, and the next look asks again.
            return true;
        }
    }
}
