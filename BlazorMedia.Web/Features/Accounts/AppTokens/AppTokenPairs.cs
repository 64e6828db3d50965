using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>An app to be made.</summary>
/// <param name="AppId">Null: one is made up.</param>
/// <param name="Secret">Null: 256 random bits. An own one is accepted from 1 character on and flagged below 32 bytes.</param>
public sealed record AppTokenPairRequest(string? Name, string? AppId, string? Secret);

/// <summary>What is absent stays as it is.</summary>
public sealed record AppTokenPairChange(string? Name, bool? Enabled);

/// <param name="Secret">Null: 256 random bits.</param>
/// <param name="OverlapHours">How long the old secret counts too: 0 to 720, usually 24.</param>
public sealed record AppSecretRotation(string? Secret, int? OverlapHours);

/// <summary>The pairs of AppID and AppSecret: list, make, change, replace the secret, delete.</summary>
internal sealed class AppTokenPairs(IDbContextFactory<AppDbContext> databases, AppTokenVault vault, AuditTrail audit, TimeProvider clock)
{
    private const int UsualOverlapHours = 24;
    private const int MaxOverlapHours = 720;

    public async Task<AppTokenPairList> ListAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pairs = await db.Set<AppTokenPair>().AsNoTracking().OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(ct);
        return new([.. pairs.Select(p => AppTokenPairDto.From(p, clock.GetUtcNow()))]);
    }

    public async Task<Result<AppSecretDto>> CreateAsync(AppTokenPairRequest request, CancellationToken ct)
    {
        var (appId, secret) = (Given(request.AppId?.Trim()) ?? AppTokenPair.NewAppId(), Given(request.Secret) ?? AppTokenPair.NewSecret());
        var name = Given(request.Name?.Trim()) ?? appId;
        List<Refusal> refusals = [.. OfName(name), .. AppTokenPair.IsAppId(appId) ? [] : (Refusal[])[KeyRefusals.AppIdInvalid], .. OfSecret(secret)];
        if (refusals.Count > 0) return refusals;
        var pair = AppTokenPair.Create(name, appId, seen: true, clock.GetUtcNow());
        vault.Store(pair, secret);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<AppTokenPair>().AnyAsync(p => p.AppId == appId, ct)) return KeyRefusals.AppIdTaken;
        db.Add(pair);
        audit.Add(db, "app_tokens.created", appId, name);
        return await SaveAsync(db, ct) is { } refused ? refused : new AppSecretDto(AppTokenPairDto.From(pair, clock.GetUtcNow()), secret);
    }

    public Task<Result<AppTokenPairDto>> ChangeAsync(Guid id, AppTokenPairChange change, CancellationToken ct) => WithAsync<AppTokenPairDto>(id, (db, pair) =>
    {
        if (Given(change.Name?.Trim()) is { } name)
        {
            if (OfName(name).FirstOrDefault() is { } invalid) return invalid;
            pair.Rename(name);
        }
        if (change.Enabled is { } enabled && enabled != pair.Enabled)
        {
            pair.Enable(enabled);
            audit.Add(db, enabled ? "app_tokens.enabled" : "app_tokens.disabled", pair.AppId);
        }
        return AppTokenPairDto.From(pair, clock.GetUtcNow());
    }, ct);

    public Task<Result<AppSecretDto>> RotateAsync(Guid id, AppSecretRotation rotation, CancellationToken ct) => WithAsync<AppSecretDto>(id, (db, pair) =>
    {
        var (secret, hours) = (Given(rotation.Secret) ?? AppTokenPair.NewSecret(), rotation.OverlapHours ?? UsualOverlapHours);
        List<Refusal> refusals = [.. OfSecret(secret), .. hours is < 0 or > MaxOverlapHours ? (Refusal[])[KeyRefusals.OverlapInvalid] : []];
        if (refusals.Count > 0) return refusals;
        vault.Rotate(pair, secret, TimeSpan.FromHours(hours), clock.GetUtcNow());
        audit.Add(db, "app_tokens.rotated", pair.AppId, $"the old secret counts for {hours} h");
        return new AppSecretDto(AppTokenPairDto.From(pair, clock.GetUtcNow()), secret);
    }, ct);

    /// <summary>Of an app that was made when nobody was there to see its secret. Once.</summary>
    public Task<Result<AppSecretDto>> ShowSecretAsync(Guid id, CancellationToken ct) => WithAsync<AppSecretDto>(id, (db, pair) =>
    {
        if (pair.SecretSeen) return KeyRefusals.SecretSeen;
        if (vault.Open(pair.SecretCipher) is not { } secret) return KeyRefusals.SecretLost;
        pair.ShowSecret();
        audit.Add(db, "app_tokens.secret_shown", pair.AppId);
        return new AppSecretDto(AppTokenPairDto.From(pair, clock.GetUtcNow()), secret);
    }, ct);

    public Task<Result<AppTokenPairDto>> DeleteAsync(Guid id, CancellationToken ct) => WithAsync<AppTokenPairDto>(id, (db, pair) =>
    {
        db.Remove(pair);
        audit.Add(db, "app_tokens.deleted", pair.AppId, pair.Name);
        return AppTokenPairDto.From(pair, clock.GetUtcNow());
    }, ct);

    private async Task<Result<T>> WithAsync<T>(Guid id, Func<AppDbContext, AppTokenPair, Result<T>> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<AppTokenPair>().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } pair) return KeyRefusals.AppNotFound;
        if (pair.FromConfiguration) return KeyRefusals.Configured;
        var changed = change(db, pair);
        if (changed.IsSuccess) await db.SaveChangesAsync(ct);
        return changed;
    }

    // The unique index decides when two people save at once.
    private static async Task<Refusal?> SaveAsync(AppDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return KeyRefusals.AppIdTaken;
        }
    }

    private static IEnumerable<Refusal> OfName(string name) => name.Length is 0 or > ApiKey.MaxNameLength ? [KeyRefusals.NameInvalid] : [];

    private static IEnumerable<Refusal> OfSecret(string secret) => AppTokenPair.IsSecret(secret) ? [] : [KeyRefusals.SecretInvalid];

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
