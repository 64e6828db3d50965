using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Web.Features.Jobs.Settings;

/// <summary>A rhythm: either of the two.</summary>
/// <param name="Cron">Five fields as crontab has them, or six with seconds first; in the server's time zone.</param>
/// <param name="EverySeconds">10 to 31,622,400.</param>
public sealed record ScheduleRequest(string? Cron, long? EverySeconds);

/// <summary>Sets another rhythm, goes back to the job's own, pauses and resumes. Refused requests change nothing.</summary>
internal sealed class ChangeSchedule(JobCatalog catalog, JobSettings settings, RhythmScheduler rhythms, SchedulePreview preview, JobPulse pulse)
{
    public async Task<Result<string>> EditAsync(string key, ScheduleRequest request, CancellationToken ct)
    {
        if (preview.Read(key, request) is { IsSuccess: false } wrong) return wrong.Refusals.ToList();
        var rhythm = JobRhythm.Asked(request.Cron, request.EverySeconds).Value;
        return await ApplyAsync(key, (s, now) => s.SetRhythm(rhythm, now), "jobs.schedule_changed", rhythm.Cron ?? $"{rhythm.Every}", ct);
    }

    /// <summary>Back to what the job itself says.</summary>
    public Task<Result<string>> ResetAsync(string key, CancellationToken ct) =>
        ApplyAsync(key, (s, now) => s.SetRhythm(null, now), "jobs.schedule_reset", null, ct);

    public Task<Result<string>> PauseAsync(string key, CancellationToken ct) =>
        ApplyAsync(key, (s, now) => s.SetPaused(true, now), "jobs.paused", null, ct);

    /// <summary>Goes on with the next time of its rhythm; what was missed is not made up for.</summary>
    public Task<Result<string>> ResumeAsync(string key, CancellationToken ct) =>
        ApplyAsync(key, (s, now) => s.SetPaused(false, now), "jobs.resumed", null, ct);

    private async Task<Result<string>> ApplyAsync(string key, Action<JobSetting, DateTimeOffset> change, string action, string? details, CancellationToken ct)
    {
        if (catalog.Find(key) is not { IsScheduled: true } job) return JobRefusals.NoSchedule;
        // The row first: should the app end in between, the next start does the rest.
        var setting = await settings.ChangeAsync(key, change, action, details, ct);
        await rhythms.ApplyAsync(job, setting, ct);
        pulse.Beat();
        return key;
    }
}
