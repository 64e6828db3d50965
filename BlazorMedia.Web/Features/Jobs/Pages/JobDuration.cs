using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Jobs.Pages;

internal static class JobDuration
{
    /// <summary>Most jobs end within a second, which <see cref="Format.Duration"/> would call 0:00.</summary>
    public static string DurationOf(this IStringLocalizer<JobsText> text, TimeSpan duration) =>
        duration.TotalMilliseconds < 1000 ? text["duration.ms", Math.Round(duration.TotalMilliseconds)]
        : duration.TotalSeconds < 60 ? text["duration.s", Math.Round(duration.TotalSeconds, 1)]
        : Format.Duration(duration);
}
