using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace BlazorMedia.Web.Features.Operations.Metrics;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One instrument and its series. How many series there may be is limited: a label that somebody else chooses must not fill the memory.</summary>
internal sealed class MetricFamily
{
    public const int MaxSeries = 500;

    // Of the recommendation for durations of requests; an instrument may bring its own.
    private static readonly double[] Usual = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly ConcurrentDictionary<string, MetricSeries> series = new();

    public MetricFamily(Instrument instrument)
    {
        (Kind, IsObservable) = (KindOf(instrument), instrument.IsObservable);
        (Name, Description) = (MetricName.Of(instrument, Kind == MetricKind.Counter), instrument.Description);
        Bounds = Kind == MetricKind.Histogram ? BoundsOf(instrument) : [];
    }

    public string Name { get; }

    public string? Description { get; }

    public MetricKind Kind { get; }

    /// <summary>Says its values when it is asked, all of them each time.</summary>
    public bool IsObservable { get; }

    public IReadOnlyList<double> Bounds { get; }

    public IReadOnlyDictionary<string, MetricSeries> Series => series;

    /// <param name="isSum">The value is added to what was, not put in its place.</param>
    public void Measure(double measured, ReadOnlySpan<KeyValuePair<string, object?>> tags, bool isSum)
    {
        var one = SeriesOf(MetricLabels.Of(tags));
        if (Kind == MetricKind.Histogram) one.Observe(measured);
        else if (isSum) one.Add(measured);
        else one.Set(measured);
    }

    /// <summary>Before it is asked anew: what it no longer names is gone.</summary>
    public void Forget() => series.Clear();

    private MetricSeries SeriesOf(string labels) => series.TryGetValue(labels, out var known) ? known
        : series.GetOrAdd(series.Count < MaxSeries ? labels : MetricLabels.Overflow, _ => new MetricSeries(Bounds));

    private static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter : type == typeof(Histogram<>) ? MetricKind.Histogram : MetricKind.Gauge;
    }

    private static IReadOnlyList<double> BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } own } => own,
        Histogram<long> { Advice.HistogramBucketBoundaries: { } own } => [.. own.Select(b => (double)b)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } own } => [.. own.Select(b => (double)b)],
        _ => Usual,
    };
}
