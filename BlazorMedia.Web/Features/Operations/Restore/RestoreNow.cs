using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>The restore of the command line, which has the data for itself and brings the schema up to date at once.</summary>
internal sealed class RestoreNow(IServiceProvider services, StageRestore stage, PendingRestore pending, IDbContextFactory<AppDbContext> databases, AuditTrail audit)
{
    /// <param name="file">Absolute path.</param>
    public async Task<Result<BackupManifest>> RunAsync(string file, CancellationToken ct)
    {
        var restored = services.GetRequiredService<IConfiguration>().UsesPostgres() ? await IntoPostgresAsync(file, ct) : await IntoSqliteAsync(file, ct);
        if (!restored.IsSuccess) return restored;
        await using (var db = await databases.CreateDbContextAsync(ct)) await db.Database.MigrateAsync(ct);
        if (services.GetRequiredService<IConfiguration>().UsesPostgres()) await audit.RecordAsync("operations.restored", Path.GetFileName(file), ct: ct);
        else await pending.NoteAsync(audit, ct);
        return restored;
    }

    private async Task<Result<BackupManifest>> IntoSqliteAsync(string file, CancellationToken ct)
    {
        var staged = await stage.RunAsync(file, ct);
        if (staged.IsSuccess) pending.Apply();
        return staged;
    }

    private async Task<Result<BackupManifest>> IntoPostgresAsync(string file, CancellationToken ct)
    {
        using var work = services.GetRequiredService<BackupFolder>().BeginWork();
        var opened = await services.GetRequiredService<OpenBackup>().UnpackAsync(file, work.Path, ct);
        if (opened.IsSuccess) await services.GetRequiredService<PostgresRestore>().RunAsync(work, ct);
        return opened;
    }
}
