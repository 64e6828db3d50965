using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BlazorMedia.Web.Platform.Telemetry;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>Listens to the meters from the start, so that a monitor that comes later sees the whole count.</summary>
internal sealed class MetricsCollector : IHostedService, IDisposable
{
    /// <summary>Meters that are shown besides our own.</summary>
    public static readonly string[] Framework = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Our own begin with this.</summary>
    public const string Ours = "BlazorMedia.";

    private readonly ConcurrentDictionary<Instrument, MetricFamily> families = new();
    private readonly MeterListener listener = new();
    private readonly Lock turn = new();
    private readonly IServiceProvider services;
    private readonly IMeterFactory meters;
    private bool isDisposed;

    public MetricsCollector(IServiceProvider services, IMeterFactory meters)
    {
        (this.services, this.meters) = (services, meters);
        listener.InstrumentPublished = Publish;
        listener.MeasurementsCompleted = (instrument, _) => families.TryRemove(instrument, out MetricFamily? _);
        listener.SetMeasurementEventCallback<double>((i, v, tags, state) => Measure(i, v, tags, state));
        listener.SetMeasurementEventCallback<float>((i, v, tags, state) => Measure(i, v, tags, state));
        listener.SetMeasurementEventCallback<long>((i, v, tags, state) => Measure(i, v, tags, state));
        listener.SetMeasurementEventCallback<int>((i, v, tags, state) => Measure(i, v, tags, state));
        listener.SetMeasurementEventCallback<short>((i, v, tags, state) => Measure(i, v, tags, state));
        listener.SetMeasurementEventCallback<byte>((i, v, tags, state) => Measure(i, v, tags, state));
        listener.SetMeasurementEventCallback<decimal>((i, v, tags, state) => Measure(i, (double)v, tags, state));
        listener.Start();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var source in services.GetServices<MeterSource>()) services.GetRequiredService(source.Type);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All families with the values of this moment, by name.</summary>
    public string Write()
    {
        // One at a time: each asks the observable instruments anew and forgets what they said before.
        lock (turn)
        {
            foreach (var family in families.Values.Where(f => f.IsObservable)) family.Forget();
            try
            {
                listener.RecordObservableInstruments();
            }
            catch (AggregateException)
            {
                // An instrument whose callback failed is not shown this time; the others are.
            }
            return PrometheusText.Write(families.Values);
        }
    }

    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        listener.Dispose();
    }

    private void Publish(Instrument instrument, MeterListener to)
    {
        var meter = instrument.Meter;
        var isWanted = meter.Name.StartsWith(Ours, StringComparison.Ordinal) || Framework.Contains(meter.Name);
        // Another host in the same process (a test) has meters of its own.
        if (!isWanted || (meter.Scope is not null && !ReferenceEquals(meter.Scope, meters))) return;
        to.EnableMeasurementEvents(instrument, families.GetOrAdd(instrument, i => new MetricFamily(i)));
    }

    private static void Measure(Instrument instrument, double measured, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        ((MetricFamily)state!).Measure(measured, tags, isSum: !instrument.IsObservable && instrument.GetType().GetGenericTypeDefinition() != typeof(Gauge<>));
}
