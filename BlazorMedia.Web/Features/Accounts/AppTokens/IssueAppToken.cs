using System.Text.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>A token to be signed.</summary>
/// <param name="AppId">The issuer.</param>
/// <param name="Minutes">How long it lives: 1 to 5,256,000 (ten years).</param>
/// <param name="Sub">Whom it stands for.</param>
/// <param name="Name">The name to be shown.</param>
public sealed record AppTokenRequest(string? AppId, int Minutes, string? Sub, string? Name);

/// <param name="Claims">The token's second part, decoded.</param>
public sealed record IssuedToken(string Token, string Header, string Claims, DateTimeOffset ExpiresAt);

/// <summary>Signs a token as a client would, so that a person can try one or give one out. Page and console share it.</summary>
internal sealed class IssueAppToken(IDbContextFactory<AppDbContext> databases, AppTokenVault vault, AuditTrail audit, TimeProvider clock)
{
    private const int MaxMinutes = 5_256_000;
    private const int MaxClaimLength = 200;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public async Task<Result<IssuedToken>> HandleAsync(AppTokenRequest request, CancellationToken ct)
    {
        if (request.Minutes is < 1 or > MaxMinutes) return KeyRefusals.LifetimeInvalid;
        if (request.Sub?.Length > MaxClaimLength || request.Name?.Length > MaxClaimLength) return KeyRefusals.ClaimTooLong;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<AppTokenPair>().AsNoTracking().FirstOrDefaultAsync(p => p.AppId == request.AppId, ct) is not { } pair) return KeyRefusals.AppNotFound;
        if (vault.KeyOf(pair.SecretCipher) is not { } secret) return KeyRefusals.SecretLost;
        var now = clock.GetUtcNow();
        var claims = ClaimsOf(pair.AppId, request, now);
        audit.Add(db, "app_tokens.token_made", pair.AppId, $"{request.Sub ?? "no subject"}; {request.Minutes} min");
        await db.SaveChangesAsync(ct);
        var token = CompactJws.Sign(JsonSerializer.SerializeToUtf8Bytes(claims), secret);
        return new IssuedToken(token, Decoded(token, 0), Decoded(token, 1), now.AddMinutes(request.Minutes));
    }

    private static Dictionary<string, object> ClaimsOf(string appId, AppTokenRequest request, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object> { ["iss"] = appId, ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(request.Minutes).ToUnixTimeSeconds() };
        if (!string.IsNullOrWhiteSpace(request.Sub)) claims["sub"] = request.Sub.Trim();
        if (!string.IsNullOrWhiteSpace(request.Name)) claims["name"] = request.Name.Trim();
        return claims;
    }

    private static string Decoded(string token, int part) =>
        JsonSerializer.Serialize(JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[part])), Readable);
}
