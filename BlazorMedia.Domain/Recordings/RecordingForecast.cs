namespace BlazorMedia.Domain.Recordings;

/// <summary>For how many days there is room, if it is recorded as in the last week.</summary>
public static class RecordingForecast
{
    /// <summary>How far back it looks.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <summary>Less than this says nothing.</summary>
    public static readonly TimeSpan MinSpan = TimeSpan.FromHours(1);

    /// <param name="bytes">Recorded within the window, also what was removed since.</param>
    /// <param name="since">Start of the oldest of them.</param>
    /// <returns>Null while too little is known.</returns>
    public static double? BytesPerDay(long bytes, DateTimeOffset? since, DateTimeOffset now)
    {
        if (since is not { } first || bytes <= 0 || now - first < MinSpan) return null;
        return bytes / Math.Min((now - first).TotalDays, Window.TotalDays);
    }

    /// <param name="freeBytes">On the disk.</param>
    /// <param name="reserve">What is kept free.</param>
    /// <param name="removableBytes">Of recordings that may be removed for newer ones.</param>
    /// <returns>Null where the pace is not known.</returns>
    public static double? DaysFit(long freeBytes, DiskReserve reserve, long removableBytes, double? bytesPerDay) =>
        bytesPerDay is > 0 and var pace ? Math.Max(0, freeBytes - reserve.Bytes + removableBytes) / pace : null;
}
