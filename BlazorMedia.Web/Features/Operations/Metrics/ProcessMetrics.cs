using System.Diagnostics;
using System.Diagnostics.Metrics;
using BlazorMedia.Web.Features.Operations.Health;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>This process under the names that monitors know from everywhere: <c>process_resident_memory_bytes</c> and its kind.</summary>
internal sealed class ProcessMetrics
{
    public ProcessMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("BlazorMedia.Process");
        var process = Process.GetCurrentProcess();
        var started = new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
        process.Dispose();
        meter.CreateObservableGauge("process.resident_memory", () => Environment.WorkingSet, "By", "Resident memory.");
        meter.CreateObservableCounter("process.cpu", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time of user and kernel.");
        meter.CreateObservableGauge("process.start_time", () => started, "s", "Start of the process since the epoch.");
        meter.CreateObservableGauge("process.open_fds", () => ProcessCheck.OpenFiles() is { } files ? [new Measurement<long>(files.Open)] : Array.Empty<Measurement<long>>(), null, "Open file descriptors.");
        meter.CreateObservableGauge("process.max_fds", () => ProcessCheck.OpenFiles() is { } files ? [new Measurement<long>(files.Most)] : Array.Empty<Measurement<long>>(), null, "File descriptors that may be open.");
    }
}
