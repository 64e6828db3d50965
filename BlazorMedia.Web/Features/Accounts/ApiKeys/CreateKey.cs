using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>A key to be made.</summary>
/// <param name="Name">Unique among the keys that are not revoked.</param>
/// <param name="Scopes">For example <c>streams</c>, <c>recordings:read</c>; <c>*</c> is everything.</param>
/// <param name="ExpiresAt">Null: never.</param>
/// <param name="User">E-mail address of the person it acts for; null is whoever makes it.</param>
public sealed record KeyRequest(string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt, string? User);

/// <summary>Makes API keys; page, endpoint and console share it. Its answer is the only place where the key itself is told.</summary>
internal sealed class CreateKey(IDbContextFactory<AppDbContext> databases, IEnumerable<ScopeInfo> known, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(3660);

    public async Task<Result<CreatedKeyDto>> HandleAsync(KeyRequest request, KeyMaker maker, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (now, name, scopes) = (clock.GetUtcNow(), (request.Name ?? "").Trim(), KeyScopes.Tidy(request.Scopes ?? []));
        var holder = await HolderAsync(db, request.User, maker, ct);
        List<Refusal> refusals = [.. OfName(name), .. OfScopes(scopes, maker), .. await OfExpiryAsync(db, request.ExpiresAt, maker, now, ct)];
        if (holder is null) refusals.Add(KeyRefusals.UserUnknown);
        if (refusals.Count > 0) return refusals;
        var (key, secret) = ApiKey.Create(name, scopes, holder!.Id, request.ExpiresAt?.ToUniversalTime(), now);
        db.Add(key);
        audit.Add(db, "keys.created", name, $"{key.Scopes}; {holder.Email}; {(key.ExpiresAt is { } end ? $"until {end:u}" : "never expires")}");
        return await db.SaveKeyAsync(key, ct) is { } refused ? refused : new CreatedKeyDto(KeyDto.From(key, holder.Email, now), secret);
    }

    internal static IEnumerable<Refusal> OfName(string name) => name.Length is 0 or > ApiKey.MaxNameLength ? [KeyRefusals.NameInvalid] : [];

    private IEnumerable<Refusal> OfScopes(List<string> scopes, KeyMaker maker)
    {
        if (scopes.Count == 0) yield return KeyRefusals.ScopesMissing;
        else if (!scopes.TrueForAll(IsKnown)) yield return KeyRefusals.ScopeUnknown;
        else if (!scopes.TrueForAll(s => KeyScopes.Cover(maker.Scopes, s))) yield return KeyRefusals.ScopesBeyondOwn;
    }

    private bool IsKnown(string scope) => scope == KeyScopes.All || known.Any(s => s.Name == KeyScopes.NameOf(scope));

    // A key that could outlive itself would never have to be renewed by a person.
    private static async Task<IEnumerable<Refusal>> OfExpiryAsync(AppDbContext db, DateTimeOffset? expiresAt, KeyMaker maker, DateTimeOffset now, CancellationToken ct)
    {
        if (expiresAt <= now || expiresAt > now + LongestLife) return [KeyRefusals.ExpiryInvalid];
        if (maker.KeyId is not { } id) return [];
        var own = await db.Set<ApiKey>().Where(k => k.Id == id).Select(k => k.ExpiresAt).FirstOrDefaultAsync(ct);
        return own is not null && (expiresAt is null || expiresAt > own) ? [KeyRefusals.LifeBeyondOwn] : [];
    }

    private static async Task<AppUser?> HolderAsync(AppDbContext db, string? email, KeyMaker maker, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(email)) return maker.UserId is null ? await db.AdministratorAsync(ct) : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == maker.UserId, ct);
        var normalized = email.Trim().ToUpperInvariant();
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
    }
}
