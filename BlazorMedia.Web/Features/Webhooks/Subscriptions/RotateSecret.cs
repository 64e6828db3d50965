using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks.Signing;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>A new secret for an endpoint.</summary>
/// <param name="Secret">One that the receiver already has; without it one is made and shown once.</param>
/// <param name="OverlapHours">How long the old one signs along, so that the receiver can change in peace; 24 without it.</param>
public sealed record SecretRequest(string? Secret = null, double? OverlapHours = null);

internal sealed class RotateSecret(IDbContextFactory<AppDbContext> databases, SecretVault vault, EndpointNotes notes)
{
    public async Task<Result<EndpointWithSecret>> HandleAsync(Guid id, SecretRequest request, CancellationToken ct)
    {
        if (request.OverlapHours is { } hours && !(hours >= 0 && hours <= WebhookEndpoint.MaxOverlap.TotalHours)) return WebhookRefusals.OverlapInvalid;
        var isOwn = !string.IsNullOrWhiteSpace(request.Secret);
        var secret = isOwn ? SigningSecret.Check(request.Secret!) : SigningSecret.Generate();
        if (!secret.IsSuccess) return secret.Refusals.ToList();
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookEndpoint>().Include(e => e.Secrets).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } endpoint) return WebhookRefusals.EndpointNotFound;

        var overlap = request.OverlapHours is { } wanted ? TimeSpan.FromHours(wanted) : WebhookEndpoint.DefaultOverlap;
        var rotated = endpoint.Rotate(vault.Protect(secret.Value), overlap, notes.Now);
        if (!rotated.IsSuccess) return rotated.Refusals.ToList();
        db.Add(rotated.Value);
        notes.Write(db, "webhooks.secret_rotated", endpoint, FormattableString.Invariant($"the old one signs for another {overlap.TotalHours:0.##} h"));
        await db.SaveChangesAsync(ct);
        var saved = await notes.DescribeAsync(id, ct);
        return saved.IsSuccess ? new EndpointWithSecret(saved.Value, isOwn ? null : secret.Value) : saved.Refusals.ToList();
    }
}
