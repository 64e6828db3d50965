using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>The key that opens the key ring here, seen from a backup that was perhaps made with another one.</summary>
internal sealed class PresentKey(IConfiguration configuration, DataDirectory data, IServiceProvider services)
{
    /// <summary>Where the key lies when it is no setting.</summary>
    public string File { get; } = Path.Combine(data.Root, "keys", "key-ring.key");

    private bool IsSetting => !string.IsNullOrEmpty(configuration["BlazorMedia:KeyRingKey"]);

    public KeyRingFate FateUnder(BackupManifest manifest) =>
        manifest.KeyRingId is null || manifest.KeyRingId == Id() ? KeyRingFate.Same
        : !IsSetting && manifest.Parts.Any(p => p.Name == BackupPart.KeyRing) ? KeyRingFate.Restored
        : KeyRingFate.Lost;

    private string? Id()
    {
        try
        {
            return services.GetRequiredService<KeyRingKey>().Id;
        }
        catch (StartMistakeException)
        {
            // Damaged: the backup's is the better one whatever it is.
            return null;
        }
    }
}
