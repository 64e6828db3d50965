using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>
/// The rows of the dispatcher. One page of the ledger is one transaction with all outcomes since the last one and everything that is taken
/// next, so that the disk is flushed once for many deliveries.
/// </summary>
internal sealed partial class DeliveryLedger(IDbContextFactory<AppDbContext> databases, EndpointAlerts alerts, TimeProvider clock, ILogger<DeliveryLedger> logger)
{
    /// <summary>Known after the take-over: the database lets one transaction write at a time.</summary>
    public bool HasOneWriter { get; private set; }

    /// <summary>Writes the outcomes and takes due deliveries. Throws when the database does; then nothing is written and it is tried again.</summary>
    public async Task<LedgerPage> WriteAsync(IReadOnlyList<SentDelivery> outcomes, IReadOnlyList<ClaimOrder> orders, CancellationToken ct)
    {
        try
        {
            return await TryWriteAsync(outcomes, orders, ct);
        }
        catch (DbUpdateException exception) when (outcomes.Count > 0)
        {
            LogOneByOne(exception, outcomes.Count);
            var page = await WriteOneByOneAsync(outcomes, ct);
            if (page.Settled.Count == 0) throw;
            return page;
        }
    }

    /// <summary>When the next deliveries of each endpoint are due, and how many wait.</summary>
    public async Task<IReadOnlyList<WaitingOf>> FindWaitingAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.State == DeliveryState.Waiting)
            .GroupBy(d => d.EndpointId).Select(g => new WaitingOf(g.Key, g.Min(d => d.NextAttemptAt), g.Count())).ToListAsync(ct);
    }

    /// <summary>Others need not wait until the lease has run out.</summary>
    public async Task GiveBackAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var part in deliveries.Chunk(500)) await ReleaseAsync(db.Set<WebhookDelivery>().Where(d => part.Contains(d.Id)), ct);
    }

    /// <summary>For a database that no other process uses: what is taken was taken by an earlier life of this one.</summary>
    public async Task TakeOverAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        HasOneWriter = db.Database.IsSqlite();
        if (!HasOneWriter) return;
        await ReleaseAsync(db.Set<WebhookDelivery>().Where(d => d.State == DeliveryState.Waiting && d.LeasedUntil != null), ct);
    }

    private async Task<LedgerPage> TryWriteAsync(IReadOnlyList<SentDelivery> outcomes, IReadOnlyList<ClaimOrder> orders, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var verdicts = outcomes.Count == 0 ? [] : await WriteOutcomesAsync(db, outcomes, ct);
        var claims = new List<Claim>(orders.Count);
        // In the order of their ids: two nodes that took in different orders could wait for each other.
        foreach (var order in orders.OrderBy(o => o.EndpointId)) claims.Add(await ClaimAsync(db, order, ct));
        await transaction.CommitAsync(ct);
        return new(outcomes, verdicts, claims);
    }

    private async Task<IReadOnlyList<EndpointVerdict>> WriteOutcomesAsync(AppDbContext db, IReadOnlyList<SentDelivery> outcomes, CancellationToken ct)
    {
        var byEndpoint = outcomes.GroupBy(o => o.Row.EndpointId).ToDictionary(g => g.Key, g => g.ToList());
        List<Guid> ids = [.. byEndpoint.Keys];
        var endpoints = await db.Set<WebhookEndpoint>().Where(e => ids.Contains(e.Id)).ToListAsync(ct);
        foreach (var endpoint in endpoints)
        {
            foreach (var outcome in byEndpoint[endpoint.Id]) alerts.Judge(db, endpoint, outcome.Sent, outcome.IsProbe);
            db.Entry(endpoint).DetectChanges();
        }
        foreach (var outcome in outcomes) Write(db, outcome);
        await db.SaveChangesAsync(ct);
        return [.. endpoints.Select(e => new EndpointVerdict(e.Id, e.State, e.OpenUntil))];
    }

    // Only what an outcome changes: the other columns would be written into every index of theirs, and over what a person changed meanwhile.
    private static void Write(AppDbContext db, SentDelivery outcome)
    {
        var row = db.Attach(outcome.Row);
        row.Property(d => d.Attempts).IsModified = row.Property(d => d.Step).IsModified = row.Property(d => d.NextAttemptAt).IsModified = true;
        row.Property(d => d.LeaseId).IsModified = row.Property(d => d.LeasedUntil).IsModified = true;
        row.Property(d => d.LastStatus).IsModified = row.Property(d => d.LastError).IsModified = true;
        row.Property(d => d.State).IsModified = row.Property(d => d.CompletedAt).IsModified = outcome.Row.State != DeliveryState.Waiting;
        db.Add(outcome.Sent.ToAttempt(outcome.Row.Id));
    }

    private async Task<Claim> ClaimAsync(AppDbContext db, ClaimOrder order, CancellationToken ct)
    {
        var (now, token) = (clock.GetUtcNow(), Guid.NewGuid());
        var until = now + EndpointLane.Lease;
        var due = db.Set<WebhookDelivery>().Where(d => d.EndpointId == order.EndpointId && d.State == DeliveryState.Waiting && d.NextAttemptAt <= now);
        var free = due.Where(d => d.LeasedUntil == null || d.LeasedUntil < now).OrderBy(d => d.NextAttemptAt).Take(order.Count).Select(d => d.Id);
        // The lease is asked again outside: on PostgreSQL another node may have taken the rows between the two.
        var count = await db.Set<WebhookDelivery>().Where(d => free.Contains(d.Id) && (d.LeasedUntil == null || d.LeasedUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseId, token).SetProperty(d => d.LeasedUntil, until), ct);
        var rows = from d in due.AsNoTracking() where d.LeaseId == token join m in db.Set<WebhookMessage>() on d.MessageId equals m.Id orderby d.NextAttemptAt select new ClaimedDelivery(d, m.Type, m.Body);
        var taken = count == 0 ? [] : await rows.Take(count).ToListAsync(ct);
        return new(order, taken, count == order.Count ? now : await NextAsync(db, order.EndpointId, now, ct));
    }

    private static Task<DateTimeOffset?> NextAsync(AppDbContext db, Guid endpointId, DateTimeOffset now, CancellationToken ct) =>
        db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpointId && d.State == DeliveryState.Waiting && d.NextAttemptAt > now)
            .OrderBy(d => d.NextAttemptAt).Select(d => d.NextAttemptAt).FirstOrDefaultAsync(ct);

    // A delivery whose endpoint was deleted meanwhile must not take the others' outcomes along.
    private async Task<LedgerPage> WriteOneByOneAsync(IReadOnlyList<SentDelivery> outcomes, CancellationToken ct)
    {
        var (settled, verdicts) = (new HashSet<SentDelivery>(), new Dictionary<Guid, EndpointVerdict>());
        foreach (var outcome in outcomes)
        {
            try
            {
                foreach (var verdict in (await TryWriteAsync([outcome], [], ct)).Verdicts) verdicts[verdict.EndpointId] = verdict;
            }
            catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsConstraintViolation())
            {
                LogDropped(exception, outcome.Row.Id);
            }
            catch (DbUpdateException)
            {
                // the database is in trouble, not this row
                break;
            }
            settled.Add(outcome);
        }
        return new(settled, [.. verdicts.Values], []);
    }

    private static Task<int> ReleaseAsync(IQueryable<WebhookDelivery> rows, CancellationToken ct) =>
        rows.ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseId, (Guid?)null).SetProperty(d => d.LeasedUntil, (DateTimeOffset?)null), ct);

    [LoggerMessage(LogLevel.Warning, "{Count} outcomes of webhook deliveries could not be written together; they are written one by one")]
    private partial void LogOneByOne(Exception exception, int count);

    [LoggerMessage(LogLevel.Warning, "The outcome of webhook delivery {DeliveryId} could not be written; it was probably deleted")]
    private partial void LogDropped(Exception exception, Guid deliveryId);
}
