using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Operations.Check;
using BlazorMedia.Web.Features.Operations.Restore;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Operations.Backup;

internal static class BackupSetup
{
    private const int NavigationOrder = 105;

    public static void AddBackups(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<BackupOptions>(BackupOptions.Section, typeof(BackupText));
        services.AddSingleton<BackupFolder>().AddSingleton<BackupArchive>().AddSingleton<PostgresTools>();
        if (builder.Configuration.UsesPostgres()) services.AddSingleton<IDatabaseCopier, PostgresCopier>();
        else services.AddSingleton<IDatabaseCopier, SqliteCopier>();
        services.AddSingleton<BackupSurroundings>().AddSingleton<CreateBackup>().AddSingleton<DeleteBackup>();
        services.AddScheduledJob<BackupJob>();
        services.AddHealthCheck<BackupHealth, BackupText>(BackupHealth.Key);
        services.AddSingleton(BackupCommand.Command);
        services.AddSingleton(new ScopeInfo("backups", s => s.GetRequiredService<IStringLocalizer<BackupText>>()["scope.backups"]));
        foreach (var subject in (string[])["operations.backup_", "operations.restore", "operations.storage_"]) services.AddSingleton(new AuditWords(subject, typeof(BackupText)));
        services.AddRestore();
        services.AddStorageCheck();
        services.AddSingleton(new NavigationItem(
            "/admin/backup", "settings_backup_restore", NavigationOrder, s => s.GetRequiredService<IStringLocalizer<BackupText>>()["title"], Policies.Admin, IsAdministration: true));
    }
}
