using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <param name="Name">1 to 100 characters, unique among the keys that are not revoked.</param>
public sealed record KeyRenameRequest(string? Name);

/// <summary>Renames and revokes. What a key may do is never changed: who relies on it would not notice, so another key is made.</summary>
internal sealed class ChangeKey(IDbContextFactory<AppDbContext> databases, ListKeys keys, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<KeyDto>> RenameAsync(Guid id, string? wanted, CancellationToken ct)
    {
        var name = (wanted ?? "").Trim();
        if (CreateKey.OfName(name).FirstOrDefault() is { } invalid) return invalid;
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await FindAsync(db, id, ct);
        if (!found.IsSuccess) return found.Refusal;
        var (key, old) = (found.Value, found.Value.Name);
        if (old == name) return (await keys.FindAsync(id, ct))!;
        key.Rename(name);
        audit.Add(db, "keys.renamed", name, $"was {old}");
        return await db.SaveKeyAsync(key, ct) is { } refused ? refused : (await keys.FindAsync(id, ct))!;
    }

    /// <summary>Counts from the next request on. Revoking twice is harmless.</summary>
    public async Task<Result<KeyDto>> RevokeAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await FindAsync(db, id, ct);
        if (!found.IsSuccess) return found.Refusal;
        if (found.Value.RevokedAt is null)
        {
            found.Value.Revoke(clock.GetUtcNow());
            audit.Add(db, "keys.revoked", found.Value.Name);
            await db.SaveChangesAsync(ct);
        }
        return (await keys.FindAsync(id, ct))!;
    }

    private static async Task<Result<ApiKey>> FindAsync(AppDbContext db, Guid id, CancellationToken ct)
    {
        if (await db.Set<ApiKey>().FirstOrDefaultAsync(k => k.Id == id, ct) is not { } key) return KeyRefusals.NotFound;
        return key.FromConfiguration ? KeyRefusals.Configured : key;
    }
}
