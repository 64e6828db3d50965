using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Puts a recording into the trash; its file stays until it is purged a day later, so that this can be undone.</summary>
internal sealed partial class DeleteRecording(IDbContextFactory<AppDbContext> databases, LiveTopics topics, AuditTrail audit, TimeProvider time, ILogger<DeleteRecording> logger)
{
    public async Task<Result<RecordingDto>> HandleAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var recording = await db.Set<Recording>().SingleOrDefaultAsync(r => r.Id == id && !r.IsGarbage, ct);
        if (recording is null) return RecordingRefusals.NotFound;
        if (recording.State is RecordingState.Recording or RecordingState.Finalising) return RecordingRefusals.StillRecording;
        if (recording.IsLocked) return RetentionRefusals.Locked;
        recording.Trash(time.GetUtcNow());
        audit.Add(db, "recordings.deleted", recording.Path);
        await db.SaveChangesAsync(ct);
        topics.Publish(RecordingTopics.Recordings);
        LogTrashed(id, recording.Path);
        return RecordingDto.From(recording);
    }

    [LoggerMessage(LogLevel.Information, "Recording {RecordingId} ({Path}) was put into the trash")]
    private partial void LogTrashed(Guid recordingId, string path);
}
