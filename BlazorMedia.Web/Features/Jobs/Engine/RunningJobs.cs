using System.Collections.Concurrent;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>What runs in this process, fresher than the store, which learns of progress once a second and of an end last of all.</summary>
internal sealed class RunningJobs(JobPulse pulse)
{
    private readonly ConcurrentDictionary<string, LocalRun> runs = new();

    public IReadOnlyCollection<LocalRun> All => [.. runs.Values];

    public void Begin(LocalRun run)
    {
        runs[run.RunId] = run;
        pulse.Beat();
    }

    public void Report(string runId, int percent, string message)
    {
        // Only while it runs: a report that comes late must not bring an ended run back.
        if (runs.TryGetValue(runId, out var run) && runs.TryUpdate(runId, run with { Percent = percent, Message = message }, run)) pulse.Beat();
    }

    public void End(string runId)
    {
        runs.TryRemove(runId, out _);
        pulse.Beat();
    }
}

internal sealed record LocalRun(string RunId, string Key, string? Identity, DateTimeOffset StartedAt, int? Percent = null, string? Message = null);
