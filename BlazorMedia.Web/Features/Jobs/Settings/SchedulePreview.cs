using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Web.Features.Jobs.Settings;

/// <param name="Times">The next five runs, UTC.</param>
/// <param name="Zone">The time zone in which a cron expression is read.</param>
public sealed record SchedulePreviewDto(IReadOnlyList<DateTimeOffset> Times, string Zone);

/// <summary>When a schedule would run next, before anything is changed.</summary>
internal sealed class SchedulePreview(JobCatalog catalog, TimeProvider clock)
{
    private const int Shown = 5;

    public Result<SchedulePreviewDto> Read(string key, ScheduleRequest request)
    {
        if (catalog.Find(key) is not { IsScheduled: true }) return JobRefusals.NoSchedule;
        var asked = JobRhythm.Asked(request.Cron, request.EverySeconds);
        if (!asked.IsSuccess) return asked.Refusals.ToList();
        if (asked.Value.Every is { } every) return Of(Enumerable.Range(1, Shown).Select(n => clock.GetUtcNow() + (n * every)));
        var times = CronText.Times(asked.Value.Cron!, clock.LocalTimeZone, clock.GetUtcNow(), Shown);
        return times.IsSuccess ? Of(times.Value) : times.Refusal;
    }

    private SchedulePreviewDto Of(IEnumerable<DateTimeOffset> times) => new([.. times], clock.LocalTimeZone.Id);
}
