using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>The rows of a replay: counted, or set going again in small transactions, so that nobody waits long for the database.</summary>
internal sealed class ReplayRange(IDbContextFactory<AppDbContext> databases, TimeProvider clock)
{
    private const int Batch = 500;

    public async Task<(int Again, int Missed)> CountAsync(ReplayFilter filter, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await Again(db, filter).CountAsync(ct), filter.IncludeMissed ? await Missed(db, filter).CountAsync(ct) : 0);
    }

    /// <summary>Doing it twice is harmless: what waits already is not touched, and an event has one delivery per endpoint.</summary>
    /// <param name="done">Told how many are done so far.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> RunAsync(ReplayFilter filter, Action<int> done, CancellationToken ct)
    {
        var total = 0;
        for (var last = Guid.Empty; ;)
        {
            var batch = await StepAsync(filter, last, ct);
            if (batch.Count == 0) break;
            (total, last) = (total + batch.Count, batch[^1]);
            done(total);
        }
        while (filter.IncludeMissed && await AddMissedAsync(filter, ct) is > 0 and var count) done(total += count);
        return total;
    }

    // By the id and not by the state: a delivery that fails again at once would otherwise be found again for ever.
    private async Task<IReadOnlyList<Guid>> StepAsync(ReplayFilter filter, Guid after, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await Again(db, filter).Where(d => d.Id > after).OrderBy(d => d.Id).Take(Batch).ToListAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var row in rows) row.Resend(now);
        await db.SaveChangesAsync(ct);
        return [.. rows.Select(r => r.Id)];
    }

    private async Task<int> AddMissedAsync(ReplayFilter filter, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var messages = await Missed(db, filter).OrderBy(m => m.CreatedAt).Take(Batch).ToListAsync(ct);
        if (messages.Count == 0 || await db.Set<WebhookEndpoint>().FirstOrDefaultAsync(e => e.Id == filter.EndpointId, ct) is not { } endpoint) return 0;
        db.AddRange(messages.Select(m => WebhookDelivery.Create(m, endpoint, clock.GetUtcNow())));
        await db.SaveChangesAsync(ct);
        return messages.Count;
    }

    private static IQueryable<WebhookDelivery> Again(AppDbContext db, ReplayFilter filter)
    {
        var rows = db.Set<WebhookDelivery>().Where(d => d.EndpointId == filter.EndpointId && d.State != DeliveryState.Waiting && d.CreatedAt >= filter.From && d.CreatedAt < filter.To);
        if (filter.State is { } state) rows = rows.Where(d => d.State == state);
        return filter.Type is { } type ? rows.Where(d => db.Set<WebhookMessage>().Any(m => m.Id == d.MessageId && m.Type == type)) : rows;
    }

    private static IQueryable<WebhookMessage> Missed(AppDbContext db, ReplayFilter filter)
    {
        var messages = db.Set<WebhookMessage>().Where(m => !m.IsTest && m.CreatedAt >= filter.From && m.CreatedAt < filter.To
            && !db.Set<WebhookDelivery>().Any(d => d.MessageId == m.Id && d.EndpointId == filter.EndpointId));
        return filter.Type is { } type ? messages.Where(m => m.Type == type) : messages;
    }
}
