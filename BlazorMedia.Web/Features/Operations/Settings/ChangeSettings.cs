using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>Changes settings while the app runs: all of them or, with any mistake, none; page and API share it.</summary>
internal sealed class ChangeSettings(IDbContextFactory<AppDbContext> databases, SettingsTools tools, AuditTrail audit, LiveTopics topics, TimeProvider clock)
{
    /// <summary>Published when settings were changed.</summary>
    public const string Topic = "settings";

    /// <param name="wishes">By key as in the environment; null or empty = back to the default.</param>
    /// <returns>The keys that changed.</returns>
    public async Task<Result<IReadOnlyList<string>>> HandleAsync(IReadOnlyDictionary<string, string?> wishes, CancellationToken ct)
    {
        if (tools.FindMistakes(wishes) is { Count: > 0 } mistakes) return mistakes;
        await using var db = await databases.CreateDbContextAsync(ct);
        var changed = new List<string>();
        foreach (var (key, wish) in wishes)
            if (await ChangeAsync(db, tools.Catalog.Find(key)!, wish is { Length: > 0 } ? wish : null, ct)) changed.Add(key);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            return SettingRefusals.ChangedMeanwhile;
        }
        await tools.ApplyAsync(ct);
        if (changed.Count > 0) topics.Publish(Topic);
        return changed;
    }

    private async Task<bool> ChangeAsync(AppDbContext db, SettingDefinition setting, string? value, CancellationToken ct)
    {
        var row = await db.Set<Setting>().SingleOrDefaultAsync(s => s.Key == setting.Path, ct);
        var before = tools.ValueOf(setting);
        // Written down even where it is the default now: it then stays when a later version has another default.
        if (value is null ? row is null : row is not null && value == before) return false;
        if (value is null) db.Remove(row!);
        else if (row is null) db.Add(Setting.Of(setting.Path, tools.Protect(setting, value), clock.GetUtcNow()));
        else row.Change(tools.Protect(setting, value), clock.GetUtcNow());
        audit.Add(db, "settings.changed", setting.Key, $"{Shown(setting, before ?? setting.Default)} → {Shown(setting, value ?? setting.Default)}");
        return true;
    }

    private static string Shown(SettingDefinition setting, string? value) => value is null ? "–" : setting.IsSecret ? "••••" : value;
}
