using System.Globalization;
using BlazorMedia.Web.Shared;

namespace BlazorMedia.Web.Features.Jobs.Pages;

internal static class JobDuration
{
    /// <summary>Most jobs end within a second, which <see cref="Format.Duration"/> would call 0:00.</summary>
    public static string Of(TimeSpan duration) =>
        duration.TotalMilliseconds < 1000 ? string.Create(CultureInfo.CurrentCulture, $"{duration.TotalMilliseconds:0} ms")
        : duration.TotalSeconds < 60 ? string.Create(CultureInfo.CurrentCulture, $"{duration.TotalSeconds:0.0} s")
        : Format.Duration(duration);
}
