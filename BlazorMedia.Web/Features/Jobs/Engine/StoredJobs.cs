using BlazorMedia.Domain.Jobs;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>How a registered job stands in the engine's store, with the traits of its specification.</summary>
internal static class StoredJobs
{
    /// <summary>Never beside itself, and heard of again when it was cut off.</summary>
    public static JobBuilder<RegisteredJob> Job(JobKey key) => JobBuilder.Create<RegisteredJob>().WithIdentity(key).DisallowConcurrentExecution().RequestRecovery();

    public static TriggerBuilder<Quartz.IJob> Trigger(JobSpec spec, TriggerKey key, JobKey of)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(of);
        return GroupOf(spec) is { } group ? trigger.WithExecutionGroup(group) : trigger;
    }

    public static RetryPolicy PolicyOf(RetryRule rule) =>
        rule.Retries > 0 ? RetryPolicy.Exponential(rule.Retries, rule.FirstPause, 2.0, RetryRule.LongestPause, 0.2) : RetryPolicy.None;

    public static string? GroupOf(JobSpec spec) => spec.IsExclusive ? JobNames.ExclusiveGroup : spec.UsesDisk ? JobNames.DiskGroup : null;
}
