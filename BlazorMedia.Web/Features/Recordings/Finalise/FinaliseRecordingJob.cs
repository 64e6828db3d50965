using System.Diagnostics;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Files;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Which task's files to write.</summary>
/// <param name="NodeId">The node that must do it, because the files are on its disk; null = any.</param>
public sealed record FinaliseRecordingInput(Guid TaskId, Guid? NodeId = null);

/// <summary>
/// Writes the files of a stopped task. It may be interrupted anywhere and run again: the claim and the linked segments stay until the rows
/// are saved, and what was written and checked before is used again.
/// </summary>
internal sealed partial class FinaliseRecordingJob(
    FinaliseLedger ledger, OutputWriter writer, RecordingStore store, IJobQueue jobs, ILogger<FinaliseRecordingJob> logger) : IJob<FinaliseRecordingInput>
{
    public static JobSpec Spec { get; } = new("recordings.finalise") { UsesDisk = true };

    public async Task RunAsync(FinaliseRecordingInput input, JobRun run, CancellationToken ct)
    {
        // With the disk away there would seem to be no media.
        if (!store.Identity.IsOurs) throw new IOException($"{store.Root} is not the folder that it was; its disk is probably away. It is tried again.");
        var folder = new ClaimFolder(store.TaskFolder(input.TaskId));
        // The queue may hold this work once more while it runs; two of them would write the same file.
        using var turn = folder.TryTakeTurn();
        if (turn is null || await ledger.BeginAsync(input.TaskId, ct) is not { } begun) return;
        try
        {
            run.Report(0, "recordings.reading");
            var plans = folder.Read() is { } claim ? OutputPlan.For(PieceReader.Read(claim, folder)) : [];
            if (plans.Count == 0) await ledger.FailAsync(begun, RecordingFailure.NoMedia, ct);
            else await FinishAsync(input.TaskId, folder, plans, run, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            RecordingMetrics.CountFailure();
            // The pieces stay, and each further try of the queue may still succeed, for example when there is space again.
            await ledger.FailAsync(begun, RecordingFailure.Of(exception), CancellationToken.None);
            throw;
        }
    }

    private async Task FinishAsync(Guid taskId, ClaimFolder folder, IReadOnlyList<OutputPlan> plans, JobRun run, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var files = await WriteAsync(folder, plans, run, ct);
        run.Report(98, "recordings.filing");
        var recordings = await ledger.FinishAsync(taskId, plans, files, ct);
        RecordingMetrics.CountFinished(files, Stopwatch.GetElapsedTime(began));
        LogFinished(taskId, plans.Count, plans.Sum(p => p.Pieces.Count));
        await FollowUpAsync(taskId, folder, recordings);
    }

    // The rows are saved: nothing that goes wrong from here on may make a finished task a failed one. Reconciling does what is left undone.
    private async Task FollowUpAsync(Guid taskId, ClaimFolder folder, IReadOnlyList<Guid> recordings)
    {
        foreach (var id in recordings)
            await TryAsync(() => jobs.EnqueueAsync<ThumbnailJob, ThumbnailInput>(new(id, store.OnlyNode), id.ToString("N"), CancellationToken.None));
        await TryAsync(() =>
        {
            folder.Delete();
            return Task.CompletedTask;
        });

        async Task TryAsync(Func<Task> step)
        {
            try
            {
                await step();
            }
            catch (Exception exception)
            {
                LogLeft(exception, taskId);
            }
        }
    }

    private async Task<IReadOnlyList<WrittenFile>> WriteAsync(ClaimFolder folder, IReadOnlyList<OutputPlan> plans, JobRun run, CancellationToken ct)
    {
        var files = new List<WrittenFile>();
        var (total, before) = (Math.Max(1, plans.Sum(p => p.Bytes)), 0L);
        foreach (var plan in plans)
        {
            var file = folder.OutputFile(files.Count);
            var (done, lastPercent) = (before, -1);
            var content = await writer.WriteAsync(plan, file, bytes => Report((int)(95 * (done + bytes) / total)), ct);
            files.Add(new WrittenFile(file, content));
            before += plan.Bytes;

            void Report(int percent)
            {
                if (percent == lastPercent) return;
                lastPercent = percent;
                run.Report(percent, "recordings.writing");
            }
        }
        return files;
    }

    [LoggerMessage(LogLevel.Information, "Recording task {TaskId} is finished: {Files} file(s) of {Pieces} piece(s)")]
    private partial void LogFinished(Guid taskId, int files, int pieces);

    [LoggerMessage(LogLevel.Warning, "Recording task {TaskId} is finished, but its folder or a thumbnail is left for later")]
    private partial void LogLeft(Exception exception, Guid taskId);
}

/// <summary>A checked file that has no place among the recordings yet.</summary>
internal sealed record WrittenFile(string File, OutputFile Content);
