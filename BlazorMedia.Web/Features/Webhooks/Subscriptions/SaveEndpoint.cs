using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks.Signing;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>Creates and changes endpoints; page and API share it.</summary>
internal sealed class SaveEndpoint(IDbContextFactory<AppDbContext> databases, EndpointCheck check, SecretVault vault, EndpointNotes notes)
{
    public async Task<Result<EndpointWithSecret>> CreateAsync(EndpointRequest request, CancellationToken ct)
    {
        var settings = request.Over(null);
        var headers = EndpointHeaders.Merge(request.Headers, new Dictionary<string, string>());
        var secret = string.IsNullOrWhiteSpace(request.Secret) ? SigningSecret.Generate() : SigningSecret.Check(request.Secret);
        List<Refusal> mistakes = [.. await check.FindMistakesAsync(request, settings, ct), .. headers.Refusals, .. secret.Refusals];
        if (mistakes.Count > 0) return mistakes;
        var created = WebhookEndpoint.Create(settings, request.Paused ?? false, notes.Now);
        if (!created.IsSuccess) return created.Refusals.ToList();

        var endpoint = created.Value;
        endpoint.ChangeHeaders(vault.ProtectHeaders(headers.Value));
        endpoint.Rotate(vault.Protect(secret.Value), TimeSpan.Zero, notes.Now);
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(endpoint);
        var saved = await SaveAsync(db, endpoint, "webhooks.endpoint_created", ct);
        return saved.IsSuccess ? new EndpointWithSecret(saved.Value, string.IsNullOrWhiteSpace(request.Secret) ? secret.Value : null) : saved.Refusals.ToList();
    }

    public async Task<Result<EndpointDto>> UpdateAsync(Guid id, EndpointRequest request, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookEndpoint>().Include(e => e.Secrets).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } endpoint) return WebhookRefusals.EndpointNotFound;
        var settings = request.Over(endpoint);
        var headers = EndpointHeaders.Merge(request.Headers, vault.OpenHeaders(endpoint.ProtectedHeaders) ?? new Dictionary<string, string>());
        List<Refusal> mistakes = [.. await check.FindMistakesAsync(request, settings, ct), .. headers.Refusals];
        if (!string.IsNullOrEmpty(request.Secret)) mistakes.Add(EndpointRefusals.SecretUnexpected);
        if (mistakes.Count > 0) return mistakes;
        var changed = endpoint.Change(settings);
        if (!changed.IsSuccess) return changed.Refusals.ToList();
        if (request.Headers is not null) endpoint.ChangeHeaders(vault.ProtectHeaders(headers.Value));
        return await SaveAsync(db, endpoint, "webhooks.endpoint_changed", ct);
    }

    private async Task<Result<EndpointDto>> SaveAsync(AppDbContext db, WebhookEndpoint endpoint, string action, CancellationToken ct)
    {
        // Asked before, for a good answer; the unique index decides when two people save at once.
        if (await db.Set<WebhookEndpoint>().AnyAsync(e => e.Name == endpoint.Name && e.Id != endpoint.Id, ct)) return WebhookRefusals.NameTaken;
        notes.Write(db, action, endpoint);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return WebhookRefusals.NameTaken;
        }
        return await notes.DescribeAsync(endpoint.Id, ct);
    }
}
