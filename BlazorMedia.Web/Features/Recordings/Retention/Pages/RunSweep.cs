using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Recordings.Retention.Pages;

/// <summary>The sweep at once: as a job where it is one, here where each node does its own.</summary>
internal sealed class RunSweep(JobControl jobs, IServiceScopeFactory scopes, AuditTrail audit)
{
    /// <returns>True: it is a job, to be followed there.</returns>
    public async Task<bool> NowAsync(CancellationToken ct)
    {
        if ((await jobs.RunNowAsync(RetentionSweepJob.Spec.Key, ct)).IsSuccess) return true;
        await audit.RecordAsync("jobs.run_now", RetentionSweepJob.Spec.Key, ct: ct);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionSweepJob>().RunAsync(JobRun.Silent, ct);
        return false;
    }
}
