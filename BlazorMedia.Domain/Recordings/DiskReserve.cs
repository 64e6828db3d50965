namespace BlazorMedia.Domain.Recordings;

/// <summary>Room that is kept free, so that what is being recorded never meets a full disk.</summary>
/// <param name="Bytes">0 = none is kept.</param>
public readonly record struct DiskReserve(long Bytes)
{
    /// <summary>Time enough to notice, and to write the files of what is stopped.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(15);

    // A reserve that is most of a small disk would leave nothing to record on.
    private const int PartOfDisk = 10;

    /// <summary>Up to here is made free, so that not every minute is an emergency.</summary>
    public long Target => Bytes + (Bytes / 10);

    /// <param name="minFreeBytes">0 = no reserve at all.</param>
    /// <param name="bytesPerSecond">Of all that is written to this disk now.</param>
    /// <param name="totalBytes">Size of the disk.</param>
    public static DiskReserve Of(long minFreeBytes, long bytesPerSecond, long totalBytes) =>
        new(minFreeBytes <= 0 ? 0 : Math.Min(Math.Max(minFreeBytes, bytesPerSecond * (long)Span.TotalSeconds), totalBytes / PartOfDisk));

    /// <summary>How many levels of priority may not record, from the lowest up, when nothing can be removed: one below the reserve, one more with each halving.</summary>
    public int LevelsToStop(long freeBytes)
    {
        var levels = 0;
        for (var limit = Bytes; limit > 0 && freeBytes < limit; limit /= 2) levels++;
        return levels;
    }
}
