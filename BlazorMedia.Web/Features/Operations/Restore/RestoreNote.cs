using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>After a restore, the audit of the restored database says so; it cannot know of it by itself.</summary>
internal sealed class RestoreNote(PendingRestore pending, AuditTrail audit) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => pending.NoteAsync(audit, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
