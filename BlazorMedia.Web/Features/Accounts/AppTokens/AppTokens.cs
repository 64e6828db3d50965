using System.Net;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>Checks app tokens. Nothing is cached, so that a disabled app or an old secret stops counting at once, on every node.</summary>
internal sealed class AppTokens(IDbContextFactory<AppDbContext> databases, AppTokenVault vault, TimeProvider clock)
{
    /// <summary>How far two clocks may differ; what other servers of these tokens allow too.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan UseGranularity = TimeSpan.FromMinutes(1);

    /// <param name="address">Where it comes from.</param>
    public async Task<AppTokenCheck> CheckAsync(string token, IPAddress? address, CancellationToken ct)
    {
        if (CompactJws.Parse(token) is not { } jws || !jws.TryMoment("nbf", out var notBefore) || !jws.TryMoment("exp", out var expiresAt)) return AppTokenFailure.Unreadable;
        var appId = jws.Text("iss");
        await using var db = await databases.CreateDbContextAsync(ct);
        var pair = appId is null ? null : await db.Set<AppTokenPair>().AsNoTracking().FirstOrDefaultAsync(p => p.AppId == appId && p.Enabled, ct);
        if (pair is null) return AppTokenFailure.UnknownApp;
        var now = clock.GetUtcNow();
        if (SignerOf(jws, pair, now) is not { } signer) return AppTokenFailure.WrongSignature;
        if (now >= expiresAt + Skew) return AppTokenFailure.Expired;
        if (now < notBefore - Skew) return AppTokenFailure.NotYetValid;
        await RecordUseAsync(db, pair, signer, address?.ToString(), ct);
        return new(new(pair.AppId, pair.Name, jws.Text("sub") ?? jws.Text("identity"), jws.Text("name"), notBefore, expiresAt), null);
    }

    private Signer? SignerOf(CompactJws jws, AppTokenPair pair, DateTimeOffset now)
    {
        if (vault.KeyOf(pair.SecretCipher) is { } present && jws.IsSignedWith(present)) return Signer.Present;
        return pair.OldSecretCounts(now) && vault.KeyOf(pair.OldSecretCipher) is { } old && jws.IsSignedWith(old) ? Signer.Old : null;
    }

    private async Task RecordUseAsync(AppDbContext db, AppTokenPair pair, Signer signer, string? address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = db.Set<AppTokenPair>().Where(p => p.Id == pair.Id);
        if (pair.LastUsedAt is null || pair.LastUsedAt <= now - UseGranularity)
            await row.ExecuteUpdateAsync(p => p.SetProperty(x => x.LastUsedAt, now).SetProperty(x => x.LastUsedAddress, address), ct);
        if (signer is Signer.Old && (pair.OldSecretUsedAt is null || pair.OldSecretUsedAt <= now - UseGranularity))
            await row.ExecuteUpdateAsync(p => p.SetProperty(x => x.OldSecretUsedAt, now), ct);
    }

    private enum Signer
    {
        Present,
        Old,
    }
}
