using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Features.Operations.Health;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>The checks of this node and its disks, so that a monitor may alert on them without a webhook.</summary>
internal sealed class HealthMetrics
{
    private readonly ConcurrentDictionary<string, HealthStatus> found = new();

    public HealthMetrics(IMeterFactory meters, DiskVolumes volumes)
    {
        var meter = meters.Create("BlazorMedia.Operations");
        meter.CreateObservableGauge("blazormedia.health.status", () => found.Select(f => new Measurement<int>((int)f.Value, new KeyValuePair<string, object?>("check", f.Key))), null, "What each check found last: 0 well, 1 warning, 2 bad.");
        meter.CreateObservableGauge("blazormedia.disk.free", () => Of(volumes, v => v.FreeBytes), "By", "Free bytes for data and recordings.");
        meter.CreateObservableGauge("blazormedia.disk.size", () => Of(volumes, v => v.TotalBytes), "By", "Size of the file systems of data and recordings.");
    }

    public void Found(string key, HealthStatus status) => found[key] = status;

    private static IEnumerable<Measurement<long>> Of(DiskVolumes volumes, Func<DiskVolume, long> read) =>
        volumes.Read().Where(v => !v.IsAway).Select(v => new Measurement<long>(read(v), new KeyValuePair<string, object?>("volume", v.Name)));
}
