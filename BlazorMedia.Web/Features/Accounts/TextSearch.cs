using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;

namespace BlazorMedia.Web.Features.Accounts;

/// <summary>
/// Searches that the database runs. In any case where it knows the letters: SQLite's UPPER knows only the Latin ones, so every other
/// script is found as it is written too.
/// </summary>
internal static class TextSearch
{
    // These never run here: they become SQL, which has neither cultures nor StringComparison.
#pragma warning disable CA1304, CA1309, CA1310, CA1311, CA1862

    public static IQueryable<AppUser> Called(this IQueryable<AppUser> users, string part)
    {
        var upper = part.ToUpperInvariant();
        return users.Where(u => u.NormalizedEmail!.Contains(upper) || (u.DisplayName != null && (u.DisplayName.Contains(part) || u.DisplayName.ToUpper().Contains(upper))));
    }

    /// <summary>What follows an address in the order of addresses.</summary>
    public static IQueryable<AppUser> After(this IQueryable<AppUser> users, string normalizedEmail) => users.Where(u => string.Compare(u.NormalizedEmail, normalizedEmail) > 0);

    public static IQueryable<AuditEntry> DoneBy(this IQueryable<AuditEntry> entries, string who)
    {
        var upper = who.ToUpperInvariant();
        return entries.Where(e => e.ActorId == who || e.ActorName.Contains(who) || e.ActorName.ToUpper().Contains(upper));
    }

    public static IQueryable<AuditEntry> Mentioning(this IQueryable<AuditEntry> entries, string text)
    {
        var upper = text.ToUpperInvariant();
        return entries.Where(e =>
            e.Subject.Contains(text) || e.Subject.ToUpper().Contains(upper)
            || (e.Details != null && (e.Details.Contains(text) || e.Details.ToUpper().Contains(upper)))
            || (e.Address != null && e.Address.Contains(text)));
    }
#pragma warning restore CA1304, CA1309, CA1310, CA1311, CA1862
}
