using System.Diagnostics.Metrics;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams;

/// <summary>The figures of the meter <c>BlazorMedia.Streams</c>, read from the running streams when somebody asks.</summary>
internal sealed class StreamMetrics
{
    private readonly LiveStreams streams;

    public StreamMetrics(IMeterFactory meters, LiveStreams streams)
    {
        this.streams = streams;
        var meter = meters.Create("BlazorMedia.Streams");
        meter.CreateObservableGauge("blazormedia.streams", ByState, "{stream}", "Streams by state.");
        meter.CreateObservableCounter("blazormedia.stream.fragments", () => Each(s => s.Ring.FragmentsArrived), "{fragment}", "Fragments received.");
        meter.CreateObservableCounter("blazormedia.stream.received", () => Each(s => s.Ring.BytesArrived), "By", "Bytes of media received.");
        meter.CreateObservableCounter("blazormedia.stream.reconnects", () => Each(s => s.Status.Reconnects), "{run}", "Connections after the first.");
        meter.CreateObservableCounter("blazormedia.stream.ingest.runs", () => Each(s => s.Ring.RunCount), "{run}", "FFmpeg processes begun or adopted.");
        meter.CreateObservableGauge("blazormedia.stream.ring", () => Each(s => s.Ring.Fragments.Sum(f => (long)f.Length)), "By", "Bytes of media in the ring.");
    }

    // A state that no stream is in is told as 0, or an alert on it would have nothing to look at.
    private IEnumerable<Measurement<int>> ByState()
    {
        var counts = streams.All.GroupBy(s => s.Status.State).ToDictionary(g => g.Key, g => g.Count());
        return Enum.GetValues<StreamState>().Select(s => new Measurement<int>(counts.GetValueOrDefault(s), new KeyValuePair<string, object?>("state", s.ToString().ToLowerInvariant())));
    }

    private IEnumerable<Measurement<long>> Each(Func<LiveStream, long> read) =>
        streams.All.Select(s => new Measurement<long>(read(s), new KeyValuePair<string, object?>("stream", s.Name)));
}
