using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>At start: the table follows the configuration; where there is no pair at all, one is made, for an administrator to look up.</summary>
internal sealed partial class ConfiguredAppToken(
    IDbContextFactory<AppDbContext> databases, AppTokenVault vault, AuditTrail audit, IOptions<AppTokenOptions> options, TimeProvider clock, ILogger<ConfiguredAppToken> logger)
{
    public const string GeneratedName = "default";

    public async Task SyncAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pairs = await db.Set<AppTokenPair>().ToListAsync(ct);
        foreach (var gone in pairs.Where(p => p.FromConfiguration && (!options.Value.IsGiven || p.AppId != options.Value.AppId)).ToList())
        {
            db.Remove(gone);
            pairs.Remove(gone);
        }
        if (options.Value.IsGiven) Write(db, pairs.Find(p => p.AppId == options.Value.AppId), options.Value.AppId!, options.Value.AppSecret!);
        else if (pairs.Count == 0) Generate(db);
        await db.SaveChangesAsync(ct);
    }

    private void Write(AppDbContext db, AppTokenPair? pair, string appId, string secret)
    {
        if (pair is { FromConfiguration: false })
        {
            LogTaken(appId);
            return;
        }
        if (pair is null) db.Add(pair = AppTokenPair.Configured(appId, clock.GetUtcNow()));
        // Encrypting anew gives another cipher each time: a row that says the same is left alone.
        if (vault.Open(pair.SecretCipher.Length == 0 ? null : pair.SecretCipher) != secret) vault.Store(pair, secret);
        if (pair.IsWeak) LogWeak(appId, pair.SecretBytes);
    }

    private void Generate(AppDbContext db)
    {
        var pair = AppTokenPair.Create(GeneratedName, AppTokenPair.NewAppId(), seen: false, clock.GetUtcNow());
        vault.Store(pair, AppTokenPair.NewSecret());
        db.Add(pair);
        audit.Add(db, "app_tokens.created", pair.AppId);
        LogGenerated(pair.AppId);
    }

    [LoggerMessage(LogLevel.Information, "The app {AppId} was made for clients that sign their own tokens; its secret is shown once at /admin/keys?tab=apps")]
    private partial void LogGenerated(string appId);

    [LoggerMessage(LogLevel.Warning, "Streams__Api__AppId is not used: an app that was made in the pages is called {AppId}")]
    private partial void LogTaken(string appId);

    [LoggerMessage(LogLevel.Warning, "The secret of app {AppId} has {Bytes} bytes; with fewer than 32 its tokens could be forged by trying")]
    private partial void LogWeak(string appId, int bytes);
}
