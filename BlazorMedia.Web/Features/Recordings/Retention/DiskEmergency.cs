
namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>
/// Keeps the reserve of the disk: below it the trash, then the oldest of the lowest priority go at once; where nothing may go, the recordings
/// of the lowest priority are stopped, and go on when there is room again.
/// </summary>
internal sealed partial class DiskEmergency(RetentionPlanner planner, RecordingsDisk disk, RetentionTools tools, SpaceStops stops, ILogger<DiskEmergency> logger)
{
    private readonly ReliefRounds rounds = new();
    private bool isToldUseless;

    public async Task LookAsync(CancellationToken ct)
    {
        // Whose disk this is, is not known; recording is refused there anyway.
        if (!tools.Store.Identity.IsOurs) return;
        var space = disk.Read(tools.Readers.BytesLeaving);
        if (space.MissingBytes <= 0) rounds.Forget();
        var mayGo = rounds.MayGo(space.FreeBytes, tools.Time.GetUtcNow());
        if (space.IsLow && mayGo) await RelieveAsync(space.FreeBytes, ct);
        var left = disk.Read(tools.Readers.BytesLeaving);
        rounds.See(left.FreeBytes);
        TellUseless();
        await stops.JudgeAsync(left, ct);
    }

    // Once, not every five seconds; that recording stops then is told by the stops.
    private void TellUseless()
    {
        var isUseless = rounds.IsUseless(tools.Time.GetUtcNow());
        if (isUseless && !isToldUseless) LogUseless();
        isToldUseless = isUseless;
    }

    private async Task RelieveAsync(long freeBefore, CancellationToken ct)
    {
        var (recordings, bytes) = (0, 0L);
        var plan = await planner.MakeForEmergencyAsync(tools.Readers.BytesLeaving, ct);
        foreach (var removal in plan)
        {
            try
            {
                if (await tools.Remove.RemoveAsync(removal, ct)) (recordings, bytes) = (recordings + 1, bytes + removal.Recording.Bytes);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                LogFailed(exception, removal.Recording.Path);
            }
        }
        if (plan.Count == 0) return;
        if (recordings > 0)
        {
            rounds.Note(freeBefore, bytes, tools.Time.GetUtcNow());
            LogRelieved(recordings, bytes);
        }
        tools.Topics.Publish(RecordingTopics.Recordings);
        tools.Topics.Publish(RetentionTopics.Retention);
    }

    [LoggerMessage(LogLevel.Warning, "The disk of the recordings was nearly full: {Recordings} recordings with {Bytes} bytes were removed")]
    private partial void LogRelieved(int recordings, long bytes);

    [LoggerMessage(LogLevel.Error, "Removing recordings gives back no space on the disk, so no more are removed. Does a snapshot of the file system hold them?")]
    private partial void LogUseless();

    [LoggerMessage(LogLevel.Error, "The recording {Path} could not be removed although the disk is nearly full; it is tried again")]
    private partial void LogFailed(Exception exception, string path);
}
