using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Tasks;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>Looks at the disk of the recordings every five seconds, on each node at its own.</summary>
internal sealed partial class SpaceGuard(DiskEmergency emergency, SpaceGate gate, StartRecording start, TimeProvider time, ILogger<SpaceGuard> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);

    /// <summary>One look, and what follows from it.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await emergency.LookAsync(ct);
        foreach (var task in gate.Interrupted) await ResumeAsync(task, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    // A person wanted it until a moment; until then the wish counts.
    private async Task ResumeAsync(RecordingTask task, CancellationToken ct)
    {
        var minutes = (task.EndsAt - time.GetUtcNow()).TotalMinutes;
        // Waiting for a picture here would keep the disk from being looked at.
        if (minutes > 0 && (start.Hindrance(task.StreamId) is not null || !start.IsLive(task.StreamId))) return;
        if (minutes > 0 && !(await start.HandleAsync(new StartRecordingRequest(task.StreamName, null, minutes), RecordingTrigger.Manual, task.StartedBy, ct)).IsSuccess) return;
        gate.Forget(task.Id);
    }

    [LoggerMessage(LogLevel.Error, "The room on the disk of the recordings could not be looked after; it is tried again")]
    private partial void LogFailed(Exception exception);
}
