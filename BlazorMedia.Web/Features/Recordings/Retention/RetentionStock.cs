using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What a plan is made of: the recordings that are not being written any more, and the rules.</summary>
internal sealed class RetentionStock(IDbContextFactory<AppDbContext> databases, RecordingStore store, IOptionsMonitor<RetentionOptions> options)
{
    public async Task<IReadOnlyList<KeptRecording>> RecordingsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Reachable(store).AsNoTracking().Where(r => !r.IsGarbage && (r.State == RecordingState.Ready || r.State == RecordingState.Failed))
            .Select(r => new KeptRecording(
                r.Id, r.StreamId, r.StreamName, r.Path, r.StartedAt, r.EndedAt ?? r.StartedAt, r.Bytes, r.TrashedAt != null,
                r.IsLocked || (r.IsFavourite && r.TrashedAt == null) || db.InUse().Any(id => id == r.Id)))
            .ToListAsync(ct);
    }

    public async Task<RetentionRules> RulesAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = options.CurrentValue;
        return new RetentionRules(now.Days, now.MaxBytes, await db.Set<RetentionRule>().AsNoTracking().ToDictionaryAsync(r => r.StreamId, ct));
    }
}
