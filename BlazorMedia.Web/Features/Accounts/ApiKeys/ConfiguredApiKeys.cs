using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

/// <summary>Makes the table hold exactly the keys of the configuration; keys that people made are left alone.</summary>
internal sealed partial class ConfiguredApiKeys(
    IDbContextFactory<AppDbContext> databases, IOptions<AccountOptions> options, TimeProvider clock, ILogger<ConfiguredApiKeys> logger)
{
    /// <summary>At start, and again when the first administrator is there, for whom most of them act.</summary>
    public async Task SyncAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var configured = options.Value.ApiKeys.Values.ToDictionary(k => k.Name.Trim());
        var rows = await db.Set<ApiKey>().Where(k => k.FromConfiguration || (k.RevokedAt == null && configured.Keys.Contains(k.Name))).ToDictionaryAsync(k => k.Name, ct);
        db.RemoveRange(rows.Values.Where(row => !configured.ContainsKey(row.Name)));
        foreach (var (name, key) in configured) await WriteAsync(db, rows.GetValueOrDefault(name), name, key, ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task WriteAsync(AppDbContext db, ApiKey? row, string name, ConfiguredKeyOptions key, CancellationToken ct)
    {
        var (found, userId) = await HolderAsync(db, key, ct);
        var scopes = string.Join(',', key.ScopeList);
        if (!found) LogWithoutUser(name);
        if (!found || row is { FromConfiguration: false })
        {
            if (row is { FromConfiguration: true }) db.Remove(row);
            if (row is { FromConfiguration: false }) LogNameTaken(name);
        }
        else if (row is null) db.Add(ApiKey.Configured(name, key.Key, scopes, userId, clock.GetUtcNow()));
        else row.Reconfigure(key.Key, scopes, userId);
    }

    private static async Task<(bool Found, string? UserId)> HolderAsync(AppDbContext db, ConfiguredKeyOptions key, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(key.User)) return (true, (await db.AdministratorAsync(ct))?.Id);
        var email = key.User.ToUpperInvariant();
        var id = await db.Users.Where(u => u.NormalizedEmail == email).Select(u => u.Id).FirstOrDefaultAsync(ct);
        return (id is not null, id);
    }

    [LoggerMessage(LogLevel.Warning, "The configured API key {Name} does not work: there is no user with the e-mail address of its setting User")]
    private partial void LogWithoutUser(string name);

    [LoggerMessage(LogLevel.Warning, "The configured API key {Name} does not work: a key that was made in the pages has this name")]
    private partial void LogNameTaken(string name);
}
