using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>Stars and locks. Both keep a recording whatever its age and the space; a locked one nobody may delete either.</summary>
internal sealed class KeepRecording(IDbContextFactory<AppDbContext> databases, LiveTopics topics, AuditTrail audit)
{
    public Task<Result<RecordingDto>> FavourAsync(Guid id, bool isFavourite, CancellationToken ct) => ChangeAsync(
        id, isFavourite ? "recordings.favoured" : "recordings.unfavoured",
        recordings => recordings.Where(r => r.IsFavourite != isFavourite).ExecuteUpdateAsync(set => set.SetProperty(r => r.IsFavourite, isFavourite), ct), ct);

    public Task<Result<RecordingDto>> LockAsync(Guid id, bool isLocked, CancellationToken ct) => ChangeAsync(
        id, isLocked ? "recordings.locked" : "recordings.unlocked",
        recordings => recordings.Where(r => r.IsLocked != isLocked).ExecuteUpdateAsync(set => set.SetProperty(r => r.IsLocked, isLocked), ct), ct);

    // One statement, because the sweep may choose the row at the same moment. What lies in the trash is restored first.
    private async Task<Result<RecordingDto>> ChangeAsync(Guid id, string action, Func<IQueryable<Recording>, Task<int>> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var changed = await change(db.Set<Recording>().Listed().Where(r => r.Id == id));
        var recording = await db.Set<Recording>().AsNoTracking().Listed().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (recording is null) return RecordingRefusals.NotFound;
        if (changed == 0) return RecordingDto.From(recording);
        audit.Add(db, action, recording.Path);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        topics.Publish(RecordingTopics.Recordings);
        return RecordingDto.From(recording);
    }
}
