using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Platform.Commands;

/// <summary>Makes sure that a command finds the schema it was written for, whether the app runs at the moment or not.</summary>
internal sealed class CommandDatabase(DataDirectory data, IDbContextFactory<AppDbContext> databases, IServiceProvider services)
{
    /// <exception cref="CommandMistakeException">The app runs and the command needs to be alone, or it is of another version.</exception>
    public async Task PrepareAsync(ConsoleCommand command, CancellationToken ct)
    {
        if (!command.IsExclusive && !command.NeedsDatabase) return;
        var alone = data.TryTakeLock();
        if (!alone && command.IsExclusive) throw new CommandMistakeException($"BlazorMedia runs on {data.Root}. Stop it first; '{command.Name}' needs the data for itself.");
        if (command.NeedsDatabase && alone) await services.MigrateDatabaseAsync(ct);
        else if (command.NeedsDatabase) await RefuseOtherVersionAsync(ct);
        if (command.NeedsDatabase) await ApplySettingsAsync(ct);
        // The app may be started while a harmless command works.
        if (!command.IsExclusive) data.ReleaseLock();
    }

    // A command works by the settings that the app works by.
    private async Task ApplySettingsAsync(CancellationToken ct)
    {
        foreach (var reader in services.GetServices<StoredSettingsReader>()) await reader.ApplyAsync(services, ct);
    }

    private async Task RefuseOtherVersionAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            throw new CommandMistakeException($"The BlazorMedia that runs on {data.Root} is an older version than this command. Restart it with this version first.");
    }
}
