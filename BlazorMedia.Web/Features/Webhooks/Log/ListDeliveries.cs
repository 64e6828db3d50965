using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;
using BlazorMedia.Web.Platform.Paging;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Log;

/// <summary>Pages through the deliveries by key, the newest first, so that page 2000 costs as much as page 1.</summary>
internal sealed class ListDeliveries(IDbContextFactory<AppDbContext> databases)
{
    public async Task<Result<DeliveryPage>> HandleAsync(DeliveryFilter filter, CancellationToken ct)
    {
        var read = filter.Read();
        if (!read.IsSuccess) return read.Refusals.ToList();
        var question = read.Value;
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await Matching(db, question)
            .OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Take(question.Limit + 1)
            .Join(db.Set<WebhookMessage>(), d => d.MessageId, m => m.Id, (d, m) => new { Delivery = d, m.Type })
            .Join(db.Set<WebhookEndpoint>(), d => d.Delivery.EndpointId, e => e.Id, (d, e) => new { d.Delivery, d.Type, e.Name, e.State })
            .OrderByDescending(d => d.Delivery.CreatedAt).ThenByDescending(d => d.Delivery.Id)
            .ToListAsync(ct);
        var hasMore = rows.Count > question.Limit;
        if (hasMore) rows.RemoveAt(question.Limit);
        var last = hasMore ? new RowCursor(rows[^1].Delivery.CreatedAt, rows[^1].Delivery.Id).ToString() : null;
        return new DeliveryPage([.. rows.Select(r => Describe(r.Delivery, r.Type, r.Name, r.State))], last);
    }

    public static DeliveryDto Describe(WebhookDelivery delivery, string type, string endpoint, EndpointState state) => new(
        delivery.Id, delivery.MessageId, type, delivery.EndpointId, endpoint,
        delivery.State == DeliveryState.Waiting && state != EndpointState.Active ? "held" : EndpointDto.NameOf(delivery.State),
        delivery.Attempts, delivery.NextAttemptAt, delivery.LastStatus, delivery.LastError, delivery.CreatedAt, delivery.CompletedAt);

    private static IQueryable<WebhookDelivery> Matching(AppDbContext db, DeliveryQuestion question)
    {
        var rows = InState(db, question.State);
        if (question.Endpoint is { } endpoint) rows = rows.Where(d => d.EndpointId == endpoint);
        if (question.From is { } from) rows = rows.Where(d => d.CreatedAt >= from);
        if (question.To is { } to) rows = rows.Where(d => d.CreatedAt < to);
        if (question.Type is { } type) rows = rows.Where(d => db.Set<WebhookMessage>().Any(m => m.Id == d.MessageId && m.Type == type));
        if (question.Text is { } text) rows = Mentioning(db, rows, text);
        return question.Cursor is { } last ? rows.Where(d => d.CreatedAt <= last.At && (d.CreatedAt < last.At || d.Id.CompareTo(last.Id) < 0)) : rows;
    }

    private static IQueryable<WebhookDelivery> InState(AppDbContext db, string? state)
    {
        var rows = db.Set<WebhookDelivery>().AsNoTracking();
        var active = db.Set<WebhookEndpoint>().Where(e => e.State == EndpointState.Active).Select(e => e.Id);
        return state switch
        {
            "waiting" => rows.Where(d => d.State == DeliveryState.Waiting && active.Contains(d.EndpointId)),
            "held" => rows.Where(d => d.State == DeliveryState.Waiting && !active.Contains(d.EndpointId)),
            "succeeded" => rows.Where(d => d.State == DeliveryState.Succeeded),
            "failed" => rows.Where(d => d.State == DeliveryState.Failed),
            _ => rows,
        };
    }

    private static IQueryable<WebhookDelivery> Mentioning(AppDbContext db, IQueryable<WebhookDelivery> rows, string text) =>
        Guid.TryParse(text, out var id)
            ? rows.Where(d => d.MessageId == id || d.Id == id || db.Set<WebhookMessage>().Any(m => m.Id == d.MessageId && m.Body.Contains(id.ToString())))
            : rows.Where(d => db.Set<WebhookMessage>().Any(m => m.Id == d.MessageId && m.Body.Contains(text)));
}
