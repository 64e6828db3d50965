using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Tasks;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <param name="FreeBytes">With what removed files give up in the next seconds.</param>
/// <param name="RecordedBytesPerSecond">Of what is recorded now; the ring writes too, but does not grow.</param>
internal sealed record DiskSpace(long FreeBytes, long TotalBytes, long RecordedBytesPerSecond, DiskReserve Reserve)
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
        // Two file systems of the same size to the byte are one, for all that matters here.
        var isRingHere = new DriveInfo(ring.Root).TotalSize == drive.TotalSize;
        var (recorded, others) = BytesPerSecond();
        var reserve = DiskReserve.Of(options.CurrentValue.MinFreeBytes, isRingHere ? recorded + others : recorded, drive.TotalSize);
        return new DiskSpace(drive.AvailableFreeSpace + leavingBytes, drive.TotalSize, recorded, reserve);
    }

    private (long Recorded, long Others) BytesPerSecond()
    {
        var paces = streams.All.ToLookup(s => active.RunningTaskOf(s.Id) is not null, s => s.Status.BitsPerSecond ?? 0);
        return (paces[true].Sum() / 8, paces[false].Sum() / 8);
    }
}
