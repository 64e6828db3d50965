using System.Collections.Concurrent;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>What runs in this process, fresher than the store, which learns of progress once a second and of an end last of all.</summary>
internal sealed class RunningJobs(JobPulse pulse)
{
    private readonly ConcurrentDictionary<string, LocalRun> runs = new();

    public IReadOnlyCollection<LocalRun> All => [.. runs.Values];

    public int Count => runs.Count;

    public LocalRun? Find(string runId) => runs.GetValueOrDefault(runId);

    /// <summary>The flow of the caller is this run until the answer is disposed.</summary>
    public RunLog Begin(string runId, string key, string? identity, DateTimeOffset at)
    {
        var log = new RunLog(() => pulse.Step(runId));
        runs[runId] = new LocalRun(runId, key, identity, at, log);
        pulse.Beat();
        return log.Enter();
    }

    public void Report(string runId, int percent, string message)
    {
        // Only while it runs: a report that comes late must not bring an ended run back.
        if (runs.TryGetValue(runId, out var run) && runs.TryUpdate(runId, run with { Percent = percent, Message = message }, run)) pulse.Step(runId);
    }

    public void End(string runId)
    {
        runs.TryRemove(runId, out _);
        pulse.Beat();
    }
}

internal sealed record LocalRun(string RunId, string Key, string? Identity, DateTimeOffset StartedAt, RunLog Log, int? Percent = null, string? Message = null);
