namespace BlazorMedia.Domain.Operations;

/// <summary>When a disk is full, if it goes on as in the last day.</summary>
public static class DiskForecast
{
    /// <summary>Less than this says nothing: one export would look like a flood.</summary>
    public static readonly TimeSpan MinSpan = TimeSpan.FromHours(1);

    /// <summary>How far back it looks.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <returns>From the last sample on; null while too little is known, or when it does not fill.</returns>
    public static TimeSpan? UntilFull(IEnumerable<(DateTimeOffset At, long FreeBytes)> samples)
    {
        var known = samples.OrderBy(s => s.At).ToList();
        if (known.Count < 2 || known[^1].At - known[0].At < MinSpan) return null;
        var bytesPerHour = -Slope(known);
        // Slower than a year is no forecast.
        return bytesPerHour > 0 && known[^1].FreeBytes / bytesPerHour < 24 * 365 ? TimeSpan.FromHours(known[^1].FreeBytes / bytesPerHour) : null;
    }

    // Least squares: the two ends alone would follow a cleaning that happened to come last.
    private static double Slope(List<(DateTimeOffset At, long FreeBytes)> samples)
    {
        var points = samples.ConvertAll(s => (X: (s.At - samples[0].At).TotalHours, Y: (double)s.FreeBytes));
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }
}
