
namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>
/// Keeps the reserve of the disk: below it the trash, then the oldest of the lowest priority go at once; where nothing may go, the recordings
/// of the lowest priority are stopped, and go on when there is room again.
/// </summary>
internal sealed partial class DiskEmergency(RetentionPlanner planner, RecordingsDisk disk, RetentionTools tools, SpaceStops stops, ILogger<DiskEmergency> logger)
{
    public async Task LookAsync(CancellationToken ct)
    {
        // Whose disk this is, is not known; recording is refused there anyway.
        if (!tools.Store.Identity.IsOurs) return;
        if (disk.Read(tools.Readers.BytesLeaving).IsLow) await RelieveAsync(ct);
        await stops.JudgeAsync(disk.Read(tools.Readers.BytesLeaving), ct);
    }

    private async Task RelieveAsync(CancellationToken ct)
    {
        var plan = await planner.MakeForEmergencyAsync(tools.Readers.BytesLeaving, ct);
        foreach (var removal in plan)
        {
            try
            {
                await tools.Remove.RemoveAsync(removal, ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                LogFailed(exception, removal.Recording.Path);
            }
        }
        if (plan.Count == 0) return;
        LogRelieved(plan.Count, plan.Sum(r => r.Recording.Bytes));
        tools.Topics.Publish(RecordingTopics.Recordings);
        tools.Topics.Publish(RetentionTopics.Retention);
    }

    [LoggerMessage(LogLevel.Warning, "The disk of the recordings was nearly full: {Recordings} recordings with {Bytes} bytes were removed")]
    private partial void LogRelieved(int recordings, long bytes);

    [LoggerMessage(LogLevel.Error, "The recording {Path} could not be removed although the disk is nearly full; it is tried again")]
    private partial void LogFailed(Exception exception, string path);
}
