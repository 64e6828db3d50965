using BlazorMedia.Web.Features.Operations.Restore;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace BlazorMedia.Web.Features.Operations.Pages;

/// <summary>Brings a backup of another machine, or an old one, into the list.</summary>
public sealed partial class BackupUpload
{
    private bool busy;

    [Parameter] public EventCallback OnUploaded { get; set; }

    [Inject] internal UploadBackup Upload { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal ILogger<BackupUpload> Logger { get; init; } = default!;

    private async Task ReceiveAsync(InputFileChangeEventArgs chosen)
    {
        busy = true;
        try
        {
            await using var content = chosen.File.OpenReadStream(UploadBackup.MaxBytes);
            var kept = await Upload.HandleAsync(content, CancellationToken.None);
            if (kept.IsSuccess) Toasts.Success(Text["upload.done", kept.Value]);
            else Toasts.Error(Text.Of(kept.Refusal));
        }
        catch (IOException exception)
        {
            // Cut off on its way, larger than is taken, or the disk is full.
            LogFailed(Logger, exception);
            Toasts.Error(Text["upload.failed"]);
        }
        finally
        {
            busy = false;
        }
        await OnUploaded.InvokeAsync();
    }

    [LoggerMessage(LogLevel.Warning, "A backup could not be uploaded")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
