using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>The restore of the page: stages it and restarts the app into it.</summary>
internal sealed class RestoreByPage(BackupFolder folder, StageRestore stage, AppRestart restart, AuditTrail audit, IConfiguration configuration)
{
    public async Task<Result<BackupManifest>> RunAsync(string name, CancellationToken ct)
    {
        if (configuration.UsesPostgres()) return BackupRefusals.OnlyByCommand;
        var file = folder.Find(name);
        if (!file.IsSuccess) return file.Refusal;
        var staged = await stage.RunAsync(file.Value, ct);
        if (!staged.IsSuccess) return staged;
        try
        {
            // Into the database that is set aside; the restored one gets its own line.
            await audit.RecordAsync("operations.restore_begun", name, ct: CancellationToken.None);
        }
        finally
        {
            // Also when the database is too broken for that line: what is staged must not lie in wait for some later restart.
            restart.Request();
        }
        return staged;
    }
}
