using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>Payload of <c>recording.stopped_for_space</c>.</summary>
/// <param name="Streams">Names of those whose recording was stopped now.</param>
/// <param name="UpToPriority">Paths of this priority and below are not recorded until there is space.</param>
/// <param name="FreeBytes">On the disk of the recordings.</param>
/// <param name="ReserveBytes">What should be free.</param>
public sealed record StoppedForSpaceEvent(IReadOnlyList<string> Streams, int UpToPriority, long FreeBytes, long ReserveBytes);

/// <summary>Payload of <c>recording.space_returned</c>.</summary>
/// <param name="FreeBytes">On the disk of the recordings.</param>
/// <param name="ReserveBytes">What should be free.</param>
public sealed record SpaceReturnedEvent(long FreeBytes, long ReserveBytes);

/// <summary>Who is told that recording stops for want of space, and that it goes on.</summary>
internal sealed partial class SpaceNews(IDbContextFactory<AppDbContext> databases, Outbox outbox, LiveTopics topics, ILogger<SpaceNews> logger)
{
    public const string Stopped = "recording.stopped_for_space";
    public const string Returned = "recording.space_returned";

    public static IEnumerable<EventType> Types()
    {
        yield return new(Stopped, new StoppedForSpaceEvent(["garden/north"], 0, 1_932_735_283, 2_147_483_648), typeof(RetentionText));
        yield return new(Returned, new SpaceReturnedEvent(9_663_676_416, 2_147_483_648), typeof(RetentionText));
    }

    public Task StoppedAsync(DiskSpace space, int upToPriority, IReadOnlyList<string> names, CancellationToken ct)
    {
        LogStopped(string.Join(", ", names), upToPriority, space.FreeBytes);
        return TellAsync(Stopped, new StoppedForSpaceEvent(names, upToPriority, space.FreeBytes, space.Reserve.Bytes), ct);
    }

    public Task ReturnedAsync(DiskSpace space, CancellationToken ct)
    {
        LogReturned(space.FreeBytes);
        return TellAsync(Returned, new SpaceReturnedEvent(space.FreeBytes, space.Reserve.Bytes), ct);
    }

    // Redrawn first: the database may lie on the very disk that is full.
    private async Task TellAsync<T>(string type, T told, CancellationToken ct)
    {
        topics.Publish(RetentionTopics.Retention);
        await using var db = await databases.CreateDbContextAsync(ct);
        await outbox.AddAsync(db, type, told, ct);
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "The disk of the recordings is nearly full and nothing more may be removed: recording of {Streams} was stopped (priority {Priority} and below), {Bytes} bytes are free")]
    private partial void LogStopped(string streams, int priority, long bytes);

    [LoggerMessage(LogLevel.Information, "There is space again, {Bytes} bytes: recording goes on")]
    private partial void LogReturned(long bytes);

    [LoggerMessage(LogLevel.Error, "The recording of {Stream} could not be stopped although the disk is nearly full; it is tried again")]
    public partial void LogNotStopped(Exception exception, string stream);
}
