using System.Net;
using System.Security.Claims;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>Finds whom a key stands for. Nothing is cached, so that a revoked key or a removed role counts at once.</summary>
internal sealed class ApiKeyHolders(
    IDbContextFactory<AppDbContext> databases, UserManager<AppUser> users, IUserClaimsPrincipalFactory<AppUser> claims, TimeProvider clock)
{
    private static readonly TimeSpan UseGranularity = TimeSpan.FromMinutes(1);

    /// <summary>The identity of the key's person with the key's scopes, or null for a key that does not count.</summary>
    /// <param name="address">Where it comes from.</param>
    public async Task<ClaimsIdentity?> FindAsync(string key, IPAddress? address, CancellationToken ct)
    {
        var hash = ApiKey.HashOf(key);
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Set<ApiKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash, ct);
        if (row is null || !row.IsUsable(clock.GetUtcNow())) return null;
        var identity = await HolderAsync(db, row, ct);
        if (identity is null) return null;
        identity.AddClaims([new(Policies.KeyIdClaim, row.Id.ToString()), new(Policies.KeyNameClaim, row.Name)]);
        identity.AddClaims(row.ScopeList.Select(scope => new Claim(Policies.ScopeClaim, scope)));
        await RecordUseAsync(db, row, address?.ToString(), ct);
        return identity;
    }

    private async Task<ClaimsIdentity?> HolderAsync(AppDbContext db, ApiKey key, CancellationToken ct)
    {
        var userId = key.UserId ?? (await db.AdministratorAsync(ct))?.Id;
        if (userId is null) return key.FromConfiguration ? Implicit(key) : null;
        if (await users.FindByIdAsync(userId) is not { DisabledAt: null } user) return null;
        return new ClaimsIdentity((await claims.CreateAsync(user)).Claims, Policies.ApiKeyScheme, ClaimTypes.Name, ClaimTypes.Role);
    }

    /// <summary>Who set the environment is the administrator, also before anybody has signed up.</summary>
    private static ClaimsIdentity Implicit(ApiKey key) =>
        new([new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, Roles.Admin)], Policies.ApiKeyScheme, ClaimTypes.Name, ClaimTypes.Role);

    private async Task RecordUseAsync(AppDbContext db, ApiKey key, string? address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (key.LastUsedAt > now - UseGranularity) return;
        await db.Set<ApiKey>().Where(k => k.Id == key.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now).SetProperty(x => x.LastUsedAddress, address), ct);
    }
}
