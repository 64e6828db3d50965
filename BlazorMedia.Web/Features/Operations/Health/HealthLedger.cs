using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Keeps what checks find. A change and what is told of it are one transaction.</summary>
internal sealed class HealthLedger(IDbContextFactory<AppDbContext> databases, HealthEvents events, ThisNode self, LiveTopics topics, TimeProvider clock)
{
    /// <summary>Published when a state changed.</summary>
    public const string Topic = "health";

    public static readonly TimeSpan HistoryKept = TimeSpan.FromDays(30);

    // When it was looked at last matters to the minute only; a well system need not write every minute.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    /// <summary>The node that a finding of this check belongs to; empty for what is shared.</summary>
    public string NodeOf(HealthCheckWords check) => check.Traits.IsLocal ? self.Id.ToString("N") : "";

    public async Task RecordAsync(HealthCheckWords check, HealthFinding finding, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (now, node) = (clock.GetUtcNow(), NodeOf(check));
        var state = await db.Set<HealthState>().SingleOrDefaultAsync(s => s.Key == check.Key && s.Node == node, ct);
        var isNew = state is null;
        if (state is null) db.Add(state = HealthState.Of(check.Key, node, now));
        var (before, arguments, checkedAt) = (state.Status, state.Arguments, state.CheckedAt);
        var changed = state.Found(finding, now);
        if (changed) await TellAsync(db, state, before, check, ct);
        if (!isNew && !changed && arguments == state.Arguments && now - checkedAt < TouchEvery) return;
        if (await SaveAsync(db, ct)) topics.Publish(Topic);
    }

    private async Task TellAsync(AppDbContext db, HealthState state, HealthStatus before, HealthCheckWords check, CancellationToken ct)
    {
        db.Add(HealthChange.Of(state));
        await events.AddAsync(db, state, before, check.Traits.IsLocal ? self.Name : null, ct);
        await db.Set<HealthChange>().Where(c => c.At < state.Since - HistoryKept).ExecuteDeleteAsync(ct);
    }

    // Another node saw the same at the same moment and has told it.
    private static async Task<bool> SaveAsync(AppDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            return false;
        }
    }
}
