using System.Collections.Concurrent;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Tests.Jobs;

public sealed record ProbeInput(string Name);

/// <summary>What the jobs of these tests did, and the gate that holds them.</summary>
internal sealed class Probe
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside;

    public ConcurrentQueue<string> Started { get; } = new();

    public ConcurrentQueue<string> Ended { get; } = new();

    /// <summary>How many runs still fail.</summary>
    public int FailuresLeft;

    /// <summary>The most that were ever inside at once.</summary>
    public int MostAtOnce;

    public void Release() => released.TrySetResult();

    public Task HeldAsync(CancellationToken ct) => released.Task.WaitAsync(ct);

    public async Task<T> InsideAsync<T>(Func<Task<T>> work)
    {
        var now = Interlocked.Increment(ref inside);
        MostAtOnce = Math.Max(MostAtOnce, now);
        try
        {
            return await work();
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }
}

/// <summary>Stays inside until the probe lets it go or it is cancelled.</summary>
internal sealed class HeldJob(Probe probe) : IJob<ProbeInput>
{
    public static JobSpec Spec { get; } = new("test.held");

    public async Task RunAsync(ProbeInput input, JobRun run, CancellationToken ct)
    {
        probe.Started.Enqueue(input.Name);
        run.Report(40, "holding " + input.Name);
        await probe.InsideAsync(async () =>
        {
            await probe.HeldAsync(ct);
            return 0;
        });
        probe.Ended.Enqueue(input.Name);
    }
}

/// <summary>Like <see cref="HeldJob"/>, but one of those that use the disk.</summary>
internal sealed class DiskJob(Probe probe) : IJob<ProbeInput>
{
    public static JobSpec Spec { get; } = new("test.disk") { UsesDisk = true };

    public Task RunAsync(ProbeInput input, JobRun run, CancellationToken ct) => new HeldJob(probe).RunAsync(input, run, ct);
}

/// <summary>Like <see cref="HeldJob"/>, but never beside another exclusive one.</summary>
internal sealed class ExclusiveJob(Probe probe) : IJob<ProbeInput>
{
    public static JobSpec Spec { get; } = new("test.exclusive") { IsExclusive = true };

    public Task RunAsync(ProbeInput input, JobRun run, CancellationToken ct) => new HeldJob(probe).RunAsync(input, run, ct);
}

/// <summary>Like <see cref="HeldJob"/>, but must not be done twice.</summary>
internal sealed class OnceJob(Probe probe) : IJob<ProbeInput>
{
    public static JobSpec Spec { get; } = new("test.once") { WhenInterrupted = WhenInterrupted.Fail };

    public Task RunAsync(ProbeInput input, JobRun run, CancellationToken ct) => new HeldJob(probe).RunAsync(input, run, ct);
}

/// <summary>Like <see cref="HeldJob"/>, but says something first.</summary>
internal sealed partial class TalkingJob(Probe probe, ILogger<TalkingJob> logger) : IJob<ProbeInput>
{
    public static JobSpec Spec { get; } = new("test.talking");

    public Task RunAsync(ProbeInput input, JobRun run, CancellationToken ct)
    {
        LogSaid(input.Name);
        return new HeldJob(probe).RunAsync(input, run, ct);
    }

    [LoggerMessage(LogLevel.Information, "Said by {Name}")]
    private partial void LogSaid(string name);
}

/// <summary>Its input says something about people.</summary>
internal sealed class PrivateJob : IJob<ProbeInput>
{
    public static JobSpec Spec { get; } = new("test.private") { HidesInput = true };

    public Task RunAsync(ProbeInput input, JobRun run, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Held, and by itself never due while a test runs.</summary>
internal sealed class NightlyJob(Probe probe) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("test.nightly") { Cron = "30 3 29 2 *" };

    public Task RunAsync(JobRun run, CancellationToken ct) => new HeldJob(probe).RunAsync(new(Spec.Key), run, ct);
}

/// <summary>Fails as long as the probe says so; not retried.</summary>
internal sealed class FailingJob(Probe probe) : IJob<ProbeInput>
{
    public static JobSpec Spec { get; } = new("test.failing") { Retries = 0 };

    public Task RunAsync(ProbeInput input, JobRun run, CancellationToken ct)
    {
        probe.Started.Enqueue(input.Name);
        if (Interlocked.Decrement(ref probe.FailuresLeft) >= 0) throw new IOException("The disk said no to " + input.Name);
        probe.Ended.Enqueue(input.Name);
        return Task.CompletedTask;
    }
}

/// <summary>Fails as long as the probe says so; retried twice.</summary>
internal sealed class RetriedJob(Probe probe) : IJob<ProbeInput>
{
    public static JobSpec Spec { get; } = new("test.retried") { Retries = 2 };

    public Task RunAsync(ProbeInput input, JobRun run, CancellationToken ct) => new FailingJob(probe).RunAsync(input, run, ct);
}

/// <summary>Slower than its rhythm.</summary>
internal sealed class SlowScheduledJob(Probe probe) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("test.slow-scheduled", TimeSpan.FromMilliseconds(100));

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        probe.Started.Enqueue(Spec.Key);
        await probe.InsideAsync(async () =>
        {
            using var lasts = new CancellationTokenSource(TimeSpan.FromMilliseconds(350));
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, lasts.Token);
            await probe.HeldAsync(either.Token).ContinueWith(_ => 0, TaskScheduler.Default);
            ct.ThrowIfCancellationRequested();
            return 0;
        });
        probe.Ended.Enqueue(Spec.Key);
    }
}

/// <summary>Runs as often as the engine can.</summary>
internal sealed class BusyScheduledJob(Probe probe) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("test.busy-scheduled", TimeSpan.FromMilliseconds(2));

    public Task RunAsync(JobRun run, CancellationToken ct)
    {
        probe.Ended.Enqueue(Spec.Key);
        return Task.CompletedTask;
    }
}

/// <summary>Fails as long as the probe says so, in a long rhythm.</summary>
internal sealed class FailingScheduledJob(Probe probe) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("test.failing-scheduled", TimeSpan.FromDays(1));

    public Task RunAsync(JobRun run, CancellationToken ct) => new FailingJob(probe).RunAsync(new(Spec.Key), run, ct);
}
