using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>
/// Goes on with the tasks that were running when the app ended. It takes their holds while the app starts, because the ring is cleaned only
/// after every hosted service has started. Then it looks once a second after auto-record paths and streams that were deleted.
/// </summary>
internal sealed partial class RecordingHost(LiveStreams streams, RecordingWorkerTools tools, AutoRecorder auto, RecordingHandover handover, ILogger<RecordingHost> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private bool waitsForDisk;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await handover.PrepareAsync(cancellationToken);
        await ResumeAllAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // FFmpeg and the tasks outlive the app; only the following ends.
        foreach (var worker in tools.Active.Workers) await worker.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, tools.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (waitsForDisk) await TryResumeAllAsync(stoppingToken);
            foreach (var task in await handover.LookAsync(stoppingToken)) await ResumeAsync(task, stoppingToken);
            await auto.StartDueAsync(stoppingToken);
            foreach (var worker in tools.Active.Workers.Where(w => streams.Find(w.Stream.Id) != w.Stream)) await EndOrphanAsync(worker, stoppingToken);
        }
    }

    // With the disk away their claims would seem to be gone, and they would end; they go on when it is back.
    private async Task ResumeAllAsync(CancellationToken ct)
    {
        waitsForDisk = !tools.Store.Identity.IsOurs;
        if (waitsForDisk) return;
        foreach (var task in await tools.Ledger.RunningAsync(ct))
            if (handover.IsOurs(task) && tools.Active.RunningTaskOf(task.StreamId) is null) await ResumeAsync(task, ct);
    }

    private async Task TryResumeAllAsync(CancellationToken ct)
    {
        try
        {
            await ResumeAllAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            waitsForDisk = true;
            LogNotResumed(exception);
        }
    }

    private async Task ResumeAsync(RecordingTask task, CancellationToken ct)
    {
        try
        {
            var folder = new ClaimFolder(tools.Store.TaskFolder(task.Id));
            if (streams.Find(task.StreamId) is { } stream && folder.Read() is { } claim)
            {
                // An end in the claim of a running task belongs to a stop that was not finished, so nobody was told of it.
                var worker = new RecordingWorker(stream, task, folder, claim with { End = null }, tools);
                tools.Active.TryAdd(worker);
                worker.Run();
                LogResumed(task.Id, task.StreamName);
                return;
            }
            LogLost(task.Id, task.StreamName);
            await tools.Ledger.StopAsync(task.Id, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, task.Id);
        }
    }

    private async Task EndOrphanAsync(RecordingWorker worker, CancellationToken ct)
    {
        try
        {
            if (streams.Find(worker.Stream.Id) is null) await worker.StopAsync(ct);
            else await handover.LetGoAsync(worker);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, worker.Current.Id);
        }
    }

    [LoggerMessage(LogLevel.Information, "Recording task {TaskId} on {Stream} goes on")]
    private partial void LogResumed(Guid taskId, string stream);

    [LoggerMessage(LogLevel.Warning, "Recording task {TaskId} ends: its stream {Stream} or its claim is gone")]
    private partial void LogLost(Guid taskId, string stream);

    [LoggerMessage(LogLevel.Error, "The recordings that ran before could not be looked for; it is tried again")]
    private partial void LogNotResumed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Recording task {TaskId} could not be resumed or ended")]
    private partial void LogFailed(Exception exception, Guid taskId);
}
