namespace BlazorMedia.Bench;

/// <summary>Memory and descriptors of the app every few seconds.</summary>
internal sealed class SoakSamples(SoakRun run)
{
    // What a fresh process builds up (compiled code, pools, the ring's index) is no leak.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(3);

    private readonly List<Sample> all = [];

    public TimeSpan Stretch => LastLife() is { Count: > 1 } life ? life[^1].At - life[0].At : TimeSpan.Zero;

    public async Task RunAsync(TimeSpan every, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(ct)) Take();
        }
        catch (OperationCanceledException)
        {
            // the soak is over
        }
    }

    /// <summary>By least squares.</summary>
    public double SlopeMegabytesPerHour()
    {
        var life = LastLife();
        if (life.Count < 3) return double.NaN;
        var (hours, sizes) = (life.Select(s => (s.At - life[0].At).TotalHours).ToList(), life.Select(s => s.Megabytes).ToList());
        var (x, y) = (hours.Average(), sizes.Average());
        return hours.Zip(sizes).Sum(p => (p.First - x) * (p.Second - y)) / hours.Sum(h => (h - x) * (h - x));
    }

    public double LastMegabytes() => all.Count == 0 ? double.NaN : all[^1].Megabytes;

    public (int First, int Last) Descriptors() => LastLife() is { Count: > 0 } life ? (life[0].Descriptors, life[^1].Descriptors) : default;

    private List<Sample> LastLife() => [.. all.Where(s => s.Since == run.Since && s.At - run.Since > WarmUp)];

    private void Take()
    {
        try
        {
            all.Add(new(DateTimeOffset.UtcNow, run.Since, ProcessTable.ResidentBytes(run.App.Pid) / 1048576.0, ProcessTable.Descriptors(run.App.Pid)));
        }
        catch (IOException)
        {
            // killed at this moment
        }
    }

    private sealed record Sample(DateTimeOffset At, DateTimeOffset Since, double Megabytes, int Descriptors);
}
