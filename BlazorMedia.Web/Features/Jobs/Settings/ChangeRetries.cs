using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Web.Features.Jobs.Settings;

/// <summary>How failed work of one kind is tried again.</summary>
/// <param name="Retries">0 to 20, after the first failure.</param>
/// <param name="FirstPauseSeconds">1 to 3600; each further pause is twice as long, at most an hour.</param>
public sealed record RetryRequest(int Retries, long FirstPauseSeconds);

/// <summary>Sets how one kind of job is retried. It counts for what is queued from then on: waiting work keeps what it was queued with.</summary>
internal sealed class ChangeRetries(JobCatalog catalog, JobSettings settings, RhythmScheduler rhythms, JobPulse pulse)
{
    public async Task<Result<string>> EditAsync(string key, RetryRequest request, CancellationToken ct)
    {
        var rule = RetryRule.Asked(request.Retries, request.FirstPauseSeconds);
        return rule.IsSuccess
            ? await ApplyAsync(key, rule.Value, "jobs.retries_changed", $"{request.Retries} × {request.FirstPauseSeconds} s", ct)
            : rule.Refusals.ToList();
    }

    /// <summary>Back to what the job itself says.</summary>
    public Task<Result<string>> ResetAsync(string key, CancellationToken ct) => ApplyAsync(key, null, "jobs.retries_reset", null, ct);

    private async Task<Result<string>> ApplyAsync(string key, RetryRule? rule, string action, string? details, CancellationToken ct)
    {
        if (catalog.Find(key) is not { } job) return JobRefusals.NoKind;
        var setting = await settings.ChangeAsync(key, (s, now) => s.SetRetry(rule, now), action, details, ct);
        // The trigger of a cron expression carries its rule; one with an interval has none.
        if (job.IsScheduled && rhythms.RhythmOf(job.Spec, setting).Cron is not null) await rhythms.ApplyAsync(job, setting, ct);
        pulse.Beat();
        return key;
    }
}
