using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>When streams that were wanted gave no picture, for those who draw it beside something else.</summary>
internal sealed class StreamOutages(IDbContextFactory<AppDbContext> databases, TimeProvider time)
{
    private const int Most = 20_000;

    /// <summary>By stream, in order of time; cut to the stretch that is asked for.</summary>
    public async Task<ILookup<Guid, StreamOutage>> ReadAsync(IReadOnlyList<Guid> streams, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        // A path that sleeps or is switched off misses nothing.
        var rows = await db.Set<StreamSpan>().AsNoTracking()
            .Where(s => streams.Contains(s.StreamId) && s.StartedAt < until && (s.EndedAt == null || s.EndedAt > from)
                && s.State != StreamState.Live && s.State != StreamState.Asleep && s.State != StreamState.Disabled)
            .OrderBy(s => s.StartedAt).Take(Most).Select(s => new { s.StreamId, s.Reason, s.StartedAt, s.EndedAt }).ToListAsync(ct);
        return rows.ToLookup(r => r.StreamId, r => new StreamOutage(r.StartedAt < from ? from : r.StartedAt, (r.EndedAt ?? now) > until ? until : r.EndedAt ?? now, r.Reason));
    }
}

/// <param name="Reason">The code of the stream's status; null when nobody knew.</param>
internal sealed record StreamOutage(DateTimeOffset From, DateTimeOffset Until, string? Reason);
