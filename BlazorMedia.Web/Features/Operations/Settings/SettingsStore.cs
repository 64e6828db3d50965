using System.Security.Cryptography;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>From rows to the running configuration.</summary>
internal sealed partial class SettingsStore(
    IDbContextFactory<AppDbContext> databases, SettingsCatalog catalog, StoredSettings running, IDataProtectionProvider protection, ILogger<SettingsStore> logger)
{
    private readonly IDataProtector protector = protection.CreateProtector("BlazorMedia.Operations.Settings");

    public string Protect(SettingDefinition definition, string value) => definition.IsSecret ? protector.Protect(value) : value;

    /// <summary>Makes the running configuration what the rows say.</summary>
    /// <returns>False when it was so already.</returns>
    public async Task<bool> ApplyAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Set<Setting>().AsNoTracking().ToListAsync(ct);
        var values = rows.Select(r => (Row: r, Definition: catalog.Find(r.Key))).Where(r => r.Definition is { MayChange: true })
            .Select(r => KeyValuePair.Create(r.Definition!.Path, Open(r.Definition, r.Row.Value))).Where(v => v.Value is not null).ToDictionary();
        // A version with stricter rules must start nevertheless, with its default.
        foreach (var mistake in catalog.FindMistakes(services, new ConfigurationBuilder().AddInMemoryCollection(values).Build()))
            if (catalog.Find(mistake.Key) is { } wrong && values.Remove(wrong.Path)) LogIgnored(mistake.Sentence);
        return running.Replace(values);
    }

    private string? Open(SettingDefinition definition, string value)
    {
        if (!definition.IsSecret) return value;
        try
        {
            return protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            LogUnreadable(definition.Key);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A stored setting no longer fits and its default is used: {Mistake}")]
    private partial void LogIgnored(string mistake);

    [LoggerMessage(LogLevel.Error, "The stored setting {Key} was encrypted with a key that is lost; set it again")]
    private partial void LogUnreadable(string key);
}
