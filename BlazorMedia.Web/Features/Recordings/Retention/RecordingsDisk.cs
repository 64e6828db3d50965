using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Tasks;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <param name="FreeBytes">With what removed files give up in the next seconds.</param>
/// <param name="BytesPerSecond">Of all that is written to this disk now.</param>
internal sealed record DiskSpace(long FreeBytes, long TotalBytes, long BytesPerSecond, DiskReserve Reserve)
{
    public bool IsLow => FreeBytes < Reserve.Bytes;

    /// <summary>What is missing to the reserve and a tenth; 0 or less = nothing.</summary>
    public long MissingBytes => Reserve.Target - FreeBytes;
}

/// <summary>The file system on which the recordings lie.</summary>
internal sealed class RecordingsDisk(RecordingStore store, RingStore ring, LiveStreams streams, ActiveRecordings active, IOptionsMonitor<RetentionOptions> options)
{
    /// <exception cref="IOException">It cannot be reached.</exception>
    public DiskSpace Read(long leavingBytes = 0)
    {
        var drive = new DriveInfo(store.Root);
        var (free, total, pace) = (drive.AvailableFreeSpace, drive.TotalSize, BytesPerSecond(drive.TotalSize));
        return new DiskSpace(free + leavingBytes, total, pace, DiskReserve.Of(options.CurrentValue.MinFreeBytes, pace, total));
    }

    private long BytesPerSecond(long total)
    {
        // Two file systems of the same size to the byte are one, for all that matters here.
        var isShared = new DriveInfo(ring.Root).TotalSize == total;
        return streams.All.Where(s => isShared || active.RunningTaskOf(s.Id) is not null).Sum(s => s.Status.BitsPerSecond ?? 0) / 8;
    }
}
