using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What a plan is made of: the recordings that are not being written any more, and the rules.</summary>
internal sealed class RetentionStock(IDbContextFactory<AppDbContext> databases, RecordingStore store, IOptionsMonitor<RetentionOptions> options)
{
    /// <summary>Without ready ones whose file is not there: nothing would be won, and the file may lie on a disk that is not mounted.</summary>
    public async Task<IReadOnlyList<KeptRecording>> RecordingsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Reachable(store).AsNoTracking().Where(r => !r.IsGarbage && (r.State == RecordingState.Ready || r.State == RecordingState.Failed))
            .Select(r => new
            {
                IsReady = r.State == RecordingState.Ready,
                Kept = new KeptRecording(
                    r.Id, r.StreamId, r.StreamName, r.Path, r.StartedAt, r.EndedAt ?? r.StartedAt, r.Bytes, r.TrashedAt != null,
                    r.IsLocked || (r.IsFavourite && r.TrashedAt == null) || db.InUse().Any(id => id == r.Id)),
            })
            .ToListAsync(ct);
        return [.. rows.Where(r => !r.IsReady || Path.Exists(store.FileOf(r.Kept.Path))).Select(r => r.Kept)];
    }

    public async Task<RetentionRules> RulesAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = options.CurrentValue;
        return new RetentionRules(now.Days, now.MaxBytes, await db.Set<RetentionRule>().AsNoTracking().ToDictionaryAsync(r => r.StreamId, ct));
    }
}
