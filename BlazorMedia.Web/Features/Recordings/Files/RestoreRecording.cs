using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Takes a recording out of the trash. Its name was kept for it meanwhile. Harmless when it is not there.</summary>
internal sealed class RestoreRecording(IDbContextFactory<AppDbContext> databases, LiveTopics topics, AuditTrail audit)
{
    public async Task<Result<RecordingDto>> HandleAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One statement, because the purge may mark the row as garbage at the same moment.
        var restored = await db.Set<Recording>().Where(r => r.Id == id && !r.IsGarbage)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.TrashedAt, (DateTimeOffset?)null), ct);
        if (restored == 0) return RecordingRefusals.NotFound;
        var recording = await db.Set<Recording>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        audit.Add(db, "recordings.restored", recording.Path);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        topics.Publish(RecordingTopics.Recordings);
        return RecordingDto.From(recording);
    }
}
