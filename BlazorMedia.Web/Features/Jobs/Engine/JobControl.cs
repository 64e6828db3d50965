using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Failures;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>What an administrator may do to background work; the pages and the API share it. Each deed leaves a line in the audit trail.</summary>
internal sealed class JobControl(WorkScheduler work, JobCatalog catalog, JobFailureLog failures, AuditTrail audit, JobPulse pulse)
{
    /// <summary>More failures than this are dealt with in several goes, so that one click does not work for minutes.</summary>
    public const int MostAtOnce = 500;

    /// <summary>Asks a running job to stop, or takes a waiting one out of the queue.</summary>
    /// <returns>The id.</returns>
    public async Task<Result<string>> CancelAsync(string id, CancellationToken ct)
    {
        if (await StopAsync(id, ct) is not { } subject) return JobRefusals.NotFound;
        await audit.RecordAsync("jobs.cancelled", subject, ct: ct);
        pulse.Beat();
        return id;
    }

    /// <summary>Queues failed work again with the input it had; a failed schedule gets one run now.</summary>
    /// <returns>The key of the job.</returns>
    public async Task<Result<string>> RetryAsync(Guid failureId, CancellationToken ct)
    {
        if (await failures.FindAsync(failureId, ct) is not { } failure) return JobRefusals.NotFailed;
        if (catalog.Find(failure.Key) is not { } job) return JobRefusals.Unknown;
        if (job.IsScheduled) await work.RunNowAsync(job, ct);
        else if (failure.Input is { } stored) await work.ScheduleAsync(job, failure.Identity, stored, null, ct);
        await audit.RecordAsync("jobs.retried", JobFailureLog.NameOf(failure.Key, failure.Identity), ct: ct);
        // Taken off the list only after it is queued; should the app end in between, it is merely listed once more.
        await failures.ClearAsync(failure.Key, failure.Identity, ct);
        pulse.Beat();
        return failure.Key;
    }

    /// <returns>How many were queued again.</returns>
    public async Task<int> RetryAllAsync(CancellationToken ct)
    {
        var retried = 0;
        foreach (var failure in await failures.ListAsync(0, MostAtOnce, ct))
            if ((await RetryAsync(failure.Id, ct)).IsSuccess) retried++;
        return retried;
    }

    /// <summary>Takes failed work off the list; it is not tried again.</summary>
    public async Task<Result<string>> DiscardAsync(Guid failureId, CancellationToken ct)
    {
        if (await failures.FindAsync(failureId, ct) is not { } failure) return JobRefusals.NotFailed;
        await failures.DiscardAsync([failureId], ct);
        pulse.Beat();
        return failure.Key;
    }

    /// <returns>How many were taken off the list.</returns>
    public async Task<int> DiscardAllAsync(CancellationToken ct)
    {
        var listed = await failures.ListAsync(0, MostAtOnce, ct);
        await failures.DiscardAsync([.. listed.Select(f => f.Id)], ct);
        pulse.Beat();
        return listed.Count;
    }

    /// <summary>One more run of a scheduled job, besides its rhythm and never beside a run of itself; also while it is paused.</summary>
    public async Task<Result<string>> RunNowAsync(string key, CancellationToken ct)
    {
        if (catalog.Find(key) is not { IsScheduled: true } job) return JobRefusals.NoSchedule;
        await work.RunNowAsync(job, ct);
        await audit.RecordAsync("jobs.run_now", key, ct: ct);
        pulse.Beat();
        return key;
    }

    // What it stopped, as the audit trail names it; null when there was nothing to stop.
    private async Task<string?> StopAsync(string id, CancellationToken ct)
    {
        var scheduler = await work.SchedulerAsync(ct);
        if (JobNames.Unpack(id) is { } waiting)
            return await scheduler.UnscheduleJob(waiting, ct) ? JobFailureLog.NameOf(JobNames.KeyOf(waiting.Name, waiting.Group), waiting.Name) : null;
        var subject = await RunningNameAsync(scheduler, id, ct);
        return await scheduler.InterruptFireInstance(id, ct) ? subject : null;
    }

    private static async Task<string> RunningNameAsync(Quartz.IScheduler scheduler, string id, CancellationToken ct)
    {
        var running = await scheduler.QueryFireInstances(new Quartz.FireInstanceQuery { Take = Quartz.PagedQuery.All }, ct);
        return running.Items.FirstOrDefault(i => i.FireInstanceId == id)?.JobKey is { } job
            ? JobFailureLog.NameOf(JobNames.KeyOf(job.Name, job.Group), JobNames.IdentityOf(job.Name, job.Group)) : id;
    }
}
