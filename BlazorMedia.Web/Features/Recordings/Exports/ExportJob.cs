using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Exports.Write;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Which export to make.</summary>
/// <param name="NodeId">The node that must do it, because the recordings are on its disk; null = any.</param>
public sealed record ExportInput(Guid ExportId, Guid? NodeId = null);

/// <summary>Makes one export. Whatever interrupts it, it is run again from its beginning; what a person cancels is not.</summary>
internal sealed partial class ExportJob(ExportLedger ledger, ExportLanes lanes, ExportRun export, IHostApplicationLifetime lifetime, ILogger<ExportJob> logger) : IJob<ExportInput>
{
    // A person sees what is wrong (no space, a recording that is gone) and tries again; to try on by itself would change nothing.
    public static JobSpec Spec { get; } = new("recordings.export") { Retries = 0 };

    public async Task RunAsync(ExportInput input, JobRun run, CancellationToken ct)
    {
        try
        {
            if (await ledger.FindAsync(input.ExportId, ct) is not { } work || !await TakeTurnAsync(work, run, ct)) return;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // By the page of jobs: without this, the sweep would begin anew.
            await ledger.CancelAsync(input.ExportId);
            throw;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await ledger.FailAsync(input.ExportId, exception is ExportException known ? new(known.Code, known.Message) : RecordingFailure.Of(exception));
            throw;
        }
        // Only who had a turn: one that found none would ask for itself again and again.
        await ledger.EnqueueWaitingAsync(ct);
    }

    private async Task<bool> TakeTurnAsync(ExportWork work, JobRun run, CancellationToken ct)
    {
        using var turn = lanes.TryEnter(work.EncodesAll);
        if (turn is null || !await ledger.BeginAsync(work.Id, ct)) return false;
        if (await export.MakeAsync(work, run, ct) is { } film) LogMade(work.Id, work.Name, film.Outcome.Method, film.Bytes);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Export {ExportId} ({Name}) is made: {Method}, {Bytes} bytes")]
    private partial void LogMade(Guid exportId, string name, string method, long bytes);
}
