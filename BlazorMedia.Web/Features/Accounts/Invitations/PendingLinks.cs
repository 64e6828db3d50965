using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.Invitations;

internal static class PendingLinks
{
    /// <summary>At once, in the caller's transaction: what was loaded before could be used before it is saved.</summary>
    /// <returns>How many links waited for this person.</returns>
    public static Task<int> RevokeLinksAsync(this AppDbContext db, string userId, DateTimeOffset now, CancellationToken ct) =>
        db.Set<Invitation>().Where(i => i.UserId == userId && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.RevokedAt, (DateTimeOffset?)now), ct);
}
