using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Failures;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>What a person may do to background work; the pages and the API share it.</summary>
internal sealed class JobControl(WorkScheduler work, JobCatalog catalog, JobFailureLog failures, JobPulse pulse)
{
    private const int RetriedAtOnce = 500;

    /// <summary>Asks a running job to stop, takes a waiting one out of the queue, or takes a failed one off the list.</summary>
    /// <returns>The id.</returns>
    public async Task<Result<string>> CancelAsync(string id, CancellationToken ct)
    {
        var done = Guid.TryParse(id, out var failure) ? (await DiscardAsync(failure, ct)).IsSuccess : await StopAsync(id, ct);
        pulse.Beat();
        return done ? id : JobRefusals.NotFound;
    }

    /// <summary>Queues failed work again with the input it had; a failed schedule gets one run now.</summary>
    /// <returns>The key of the job.</returns>
    public async Task<Result<string>> RetryAsync(Guid failureId, CancellationToken ct)
    {
        if (await failures.FindAsync(failureId, ct) is not { } failure) return JobRefusals.NotFailed;
        if (catalog.Find(failure.Key) is not { } job) return JobRefusals.Unknown;
        if (job.IsScheduled) await work.RunNowAsync(job, ct);
        else if (failure.Input is { } stored) await work.ScheduleAsync(job, failure.Identity, stored, null, ct);
        // Taken off the list only after it is queued; should the app end in between, it is merely listed once more.
        await failures.ClearAsync(failure.Key, failure.Identity, ct);
        pulse.Beat();
        return failure.Key;
    }

    /// <returns>How many were queued again.</returns>
    public async Task<int> RetryAllAsync(CancellationToken ct)
    {
        var retried = 0;
        foreach (var failure in await failures.ListAsync(0, RetriedAtOnce, ct))
            if ((await RetryAsync(failure.Id, ct)).IsSuccess) retried++;
        return retried;
    }

    /// <summary>Takes failed work off the list; it is not tried again.</summary>
    public async Task<Result<string>> DiscardAsync(Guid failureId, CancellationToken ct)
    {
        if (await failures.FindAsync(failureId, ct) is not { } failure) return JobRefusals.NotFailed;
        await failures.ClearAsync(failure.Key, failure.Identity, ct);
        pulse.Beat();
        return failure.Key;
    }

    /// <summary>One more run of a scheduled job, besides its rhythm and never beside a run of itself.</summary>
    public async Task<Result<string>> RunNowAsync(string key, CancellationToken ct)
    {
        if (catalog.Find(key) is not { IsScheduled: true } job) return JobRefusals.Unknown;
        await work.RunNowAsync(job, ct);
        pulse.Beat();
        return key;
    }

    private async Task<bool> StopAsync(string id, CancellationToken ct)
    {
        var scheduler = await work.SchedulerAsync(ct);
        if (JobNames.Unpack(id) is { } waiting) return await scheduler.UnscheduleJob(waiting, ct);
        return await scheduler.InterruptFireInstance(id, ct);
    }
}
