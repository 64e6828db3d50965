using System.Data.Common;
using System.Runtime.CompilerServices;
using BlazorMedia.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>
/// Sees deliveries being written, whoever writes them, and wakes the dispatcher once they are committed: before that it would find
/// nothing, and without it, it would have to look all the time.
/// </summary>
internal sealed class DeliveryWakeUp(DeliverySignals signals) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private static readonly string[] Settings =
        [nameof(WebhookEndpoint.Url), nameof(WebhookEndpoint.State), nameof(WebhookEndpoint.Profile), nameof(WebhookEndpoint.ProtectedHeaders), nameof(WebhookEndpoint.RatePerSecond), nameof(WebhookEndpoint.Concurrency)];

    private readonly ConditionalWeakTable<DbContext, Seen> seen = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Look(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Look(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context?.Database.CurrentTransaction is null) Tell(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavedChanges(eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    private void Look(DbContext? db)
    {
        if (db is null) return;
        var due = db.ChangeTracker.Entries<WebhookDelivery>().Where(IsDue).Select(e => e.Entity.EndpointId).ToHashSet();
        var changed = db.ChangeTracker.Entries<WebhookEndpoint>().Any(IsChanged) || db.ChangeTracker.Entries<WebhookSecret>().Any(e => e.State != EntityState.Unchanged);
        if (due.Count == 0 && !changed) return;
        var found = seen.GetOrCreateValue(db);
        found.Due.UnionWith(due);
        found.EndpointsChanged |= changed;
    }

    // New ones, and those that a person sends again; the dispatcher knows itself of the ones it tries later.
    private static bool IsDue(EntityEntry<WebhookDelivery> entry) =>
        entry.Entity.State == DeliveryState.Waiting && (entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(d => d.State).IsModified));

    private static bool IsChanged(EntityEntry<WebhookEndpoint> entry) =>
        entry.State is EntityState.Added or EntityState.Deleted || (entry.State == EntityState.Modified && Settings.Any(s => entry.Property(s).IsModified));

    // After a rollback they stay until the context is gone; a wake-up too many costs nothing.
    private void Tell(DbContext? db)
    {
        if (db is null || !seen.TryGetValue(db, out var found)) return;
        seen.Remove(db);
        if (found.EndpointsChanged) signals.EndpointsChanged();
        if (found.Due.Count > 0) signals.Due(found.Due);
    }

    private sealed class Seen
    {
        public HashSet<Guid> Due { get; } = [];

        public bool EndpointsChanged { get; set; }
    }
}
