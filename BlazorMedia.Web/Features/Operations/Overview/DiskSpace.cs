using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Operations.Overview;

/// <summary>Room on the file system that holds the recordings.</summary>
/// <param name="FreeBytes">What this process may still write.</param>
internal sealed record DiskSpace(long FreeBytes, long TotalBytes)
{
    /// <summary>0 to 100.</summary>
    public int UsedPercent => TotalBytes == 0 ? 0 : (int)(100 - (100.0 * FreeBytes / TotalBytes));

    /// <summary>The recordings' folder by configuration, else the data directory; null when it cannot be asked (a share that is away).</summary>
    public static DiskSpace? OfRecordings(IConfiguration configuration, DataDirectory data)
    {
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(configuration["Recordings:Root"] ?? data.Root));
            return new DiskSpace(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
