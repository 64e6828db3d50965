using System.Diagnostics.Metrics;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Recordings.Tasks;

namespace BlazorMedia.Web.Features.Recordings;

/// <summary>The figures of the meter <c>BlazorMedia.Recordings</c>.</summary>
internal sealed class RecordingMetrics
{
    // Of the process, not of a host: the job that counts is made anew for each run.
    private static readonly Meter Meter = new("BlazorMedia.Recordings");
    private static readonly Counter<long> Files = Meter.CreateCounter<long>("blazormedia.recording.files", "{file}", "Files finished.");
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("blazormedia.recording.written", "By", "Bytes of finished files.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("blazormedia.recording.finalise.failures", "{try}", "Tries to finish a recording that failed.");

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "blazormedia.recording.finalise.duration", "s", "Time to finish a stopped recording.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900] });

    public RecordingMetrics(IMeterFactory meters, ActiveRecordings active) =>
        meters.Create("BlazorMedia.Recordings").CreateObservableGauge("blazormedia.recording.tasks.running", () => active.Workers.Count, "{task}", "Tasks that record now.");

    public static void CountFinished(IReadOnlyList<WrittenFile> files, TimeSpan took)
    {
        Files.Add(files.Count);
        Bytes.Add(files.Sum(f => f.Content.Bytes));
        Durations.Record(took.TotalSeconds);
    }

    public static void CountFailure() => Failures.Add(1);
}
