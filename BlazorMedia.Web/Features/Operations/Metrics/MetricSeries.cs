namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>What one instrument measured under one set of labels.</summary>
/// <param name="bounds">Upper bounds of the buckets, ascending; empty for what is no histogram.</param>
internal sealed class MetricSeries(IReadOnlyList<double> bounds)
{
    private readonly Lock gate = new();
    private readonly long[] buckets = new long[bounds.Count + 1];
    private double value;
    private long count;

    public void Add(double delta)
    {
        lock (gate) value += delta;
    }

    public void Set(double now)
    {
        lock (gate) value = now;
    }

    public void Observe(double measured)
    {
        if (double.IsNaN(measured)) return;
        var bucket = 0;
        while (bucket < bounds.Count && measured > bounds[bucket]) bucket++;
        lock (gate)
        {
            buckets[bucket]++;
            (count, value) = (count + 1, value + measured);
        }
    }

    /// <summary>The value, or the sum of a histogram; its count; its buckets, each with all smaller ones, the last without a bound.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (gate)
        {
            var (all, sum) = (new long[buckets.Length], 0L);
            for (var i = 0; i < all.Length; i++) all[i] = sum += buckets[i];
            return (value, count, all);
        }
    }
}
