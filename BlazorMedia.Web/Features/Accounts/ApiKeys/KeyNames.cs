using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

internal static class KeyNames
{
    /// <summary>Saves all changes; the refusal when another key that counts has the name already.</summary>
    public static async Task<Refusal?> SaveKeyAsync(this AppDbContext db, ApiKey key, CancellationToken ct)
    {
        // Asked before, for a good answer; the unique index decides when two people save at once.
        if (await db.Set<ApiKey>().AnyAsync(k => k.Name == key.Name && k.Id != key.Id && k.RevokedAt == null, ct)) return KeyRefusals.NameTaken;
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return KeyRefusals.NameTaken;
        }
    }
}
