using System.Diagnostics;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Nodes;

namespace BlazorMedia.Tests.Jobs;

/// <summary>Two engines on one database.</summary>
[OnPostgres]
public sealed class ClusteredJobsTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_schedule_fires_once_however_many_nodes_there_are()
    {
        await using var first = await StartAsync("a");
        await using var second = await StartAsync("b");
        var watch = Stopwatch.StartNew();
        var before = first.Probe.Ended.Count + second.Probe.Ended.Count;

        await Eventually.TrueAsync(() => first.Probe.Ended.Count + second.Probe.Ended.Count >= before + 5, "it ran five times");

        // Two rhythms would give twice as many in the time; one and a half leaves room for a run that was late.
        (first.Probe.Ended.Count + second.Probe.Ended.Count - before).ShouldBeLessThanOrEqualTo((int)(watch.Elapsed / SecondScheduledJob.Spec.Every!.Value * 1.5) + 1);
    }

    [Fact]
    public async Task Work_for_one_node_waits_for_that_node_whoever_queues_it()
    {
        await using var first = await StartAsync("a");
        Guid later;
        await using (var second = await StartAsync("b")) later = second.Get<ThisNode>().Id;
        var here = first.Get<ThisNode>().Id;

        await first.Queue.EnqueueAsync<PinnedJob, PinnedInput>(new("for b", later), "b", Ct);
        await first.Queue.EnqueueAsync<PinnedJob, PinnedInput>(new("for a", here), "a", Ct);
        await first.Queue.EnqueueAsync<PinnedJob, PinnedInput>(new("for any", null), "any", Ct);
        await Eventually.TrueAsync(() => first.Probe.Started.Count == 2, "a runs its own and the free one");
        (await first.Board.WaitingAsync(Ct)).Select(w => w.Identity).ShouldBe(["b"]);

        await using var again = await StartAsync("b");

        await Eventually.TrueAsync(() => again.Probe.Started.Contains("for b"), "b runs what waited for it");
        first.Probe.Started.Order().ShouldBe(["for a", "for any"]);
    }

    // Each has its own data directory; the database belongs to the folder above.
    private Task<JobsHost> StartAsync(string name) => JobsHost.StartAsync(
        Directory.CreateDirectory(folder.File(name)).FullName, s => s.AddScheduledJob<SecondScheduledJob>().AddJob<PinnedJob, PinnedInput>(), folder.Path);

    public sealed record PinnedInput(string Name, Guid? NodeId);

    private sealed class PinnedJob(Probe probe) : IJob<PinnedInput>
    {
        public static JobSpec Spec { get; } = new("test.pinned");

        public Task RunAsync(PinnedInput input, JobRun run, CancellationToken ct)
        {
            probe.Started.Enqueue(input.Name);
            return Task.CompletedTask;
        }
    }

    private sealed class SecondScheduledJob(Probe probe) : IScheduledJob
    {
        public static JobSpec Spec { get; } = new("test.every-second", TimeSpan.FromSeconds(1));

        public Task RunAsync(JobRun run, CancellationToken ct)
        {
            probe.Ended.Enqueue(Spec.Key);
            return Task.CompletedTask;
        }
    }
}
