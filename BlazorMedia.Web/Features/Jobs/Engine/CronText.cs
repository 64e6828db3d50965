using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Reads cron expressions: five fields as crontab has them, six or seven as the engine does.</summary>
internal static class CronText
{
    private const int CrontabFields = 5;

    /// <returns>The expression in the zone, or why it cannot be read or never runs.</returns>
    public static Result<CronExpression> Read(string text, TimeZoneInfo zone, DateTimeOffset now)
    {
        try
        {
            var cron = CronExpression.Parse(text, FormatOf(text)).WithTimeZone(zone);
            return cron.GetNextValidTimeAfter(now) is null ? JobRefusals.CronNever : cron;
        }
        catch (FormatException unreadable)
        {
            return JobRefusals.CronUnreadable(unreadable.Message);
        }
    }

    /// <summary>UTC; fewer than asked for when the expression ends.</summary>
    public static Result<IReadOnlyList<DateTimeOffset>> Times(string text, TimeZoneInfo zone, DateTimeOffset now, int count)
    {
        var read = Read(text, zone, now);
        if (!read.IsSuccess) return read.Refusal;
        var times = new List<DateTimeOffset>(count);
        for (var last = now; times.Count < count && read.Value.GetNextValidTimeAfter(last) is { } next; last = next) times.Add(next.ToUniversalTime());
        return times;
    }

    private static CronFormat FormatOf(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == CrontabFields ? CronFormat.Unix : CronFormat.Quartz;
}
