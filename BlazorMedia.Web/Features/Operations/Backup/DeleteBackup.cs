using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>Removes a backup for good.</summary>
internal sealed class DeleteBackup(BackupFolder folder, AuditTrail audit, LiveTopics topics)
{
    /// <returns>The name.</returns>
    public async Task<Result<string>> HandleAsync(string name, CancellationToken ct)
    {
        using var turn = folder.TryTakeTurn();
        if (turn is null) return BackupRefusals.Busy;
        var file = folder.Find(name);
        if (!file.IsSuccess) return file.Refusal;
        await audit.RecordAsync("operations.backup_deleted", name, ct: ct);
        File.Delete(file.Value);
        topics.Publish(CreateBackup.Topic);
        return name;
    }
}
