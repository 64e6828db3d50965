using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <param name="Name"><c>data</c> or <c>recordings</c>.</param>
/// <param name="TotalBytes">0 when it cannot be reached.</param>
internal sealed record DiskVolume(string Name, string Folder, long FreeBytes, long TotalBytes)
{
    public bool IsAway => TotalBytes == 0;

    /// <summary>0 to 100.</summary>
    public int UsedPercent => TotalBytes == 0 ? 0 : (int)(100 - (100.0 * FreeBytes / TotalBytes));
}

/// <summary>The file systems that this node writes to; one where data and recordings share it.</summary>
internal sealed class DiskVolumes(IConfiguration configuration, DataDirectory data)
{
    /// <summary>That of the recordings comes first.</summary>
    public IReadOnlyList<DiskVolume> Read()
    {
        var own = Read("data", data.Root);
        if (configuration["Recordings:Root"] is not { Length: > 0 } root) return [own with { Name = "recordings" }];
        var recordings = Read("recordings", Path.GetFullPath(root));
        // Two file systems of the same size to the byte are one, for all that matters here.
        return recordings.TotalBytes == own.TotalBytes ? [recordings] : [recordings, own];
    }

    private static DiskVolume Read(string name, string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return new DiskVolume(name, folder, drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DiskVolume(name, folder, 0, 0);
        }
    }
}
