using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>There is room to record on, now and tomorrow, with all that retention may remove.</summary>
internal sealed class SpaceCheck(RetentionOverview overview) : IHealthCheck
{
    public const string Key = "recordings.space";

    private const double SoonHours = 24;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var report = await overview.ReadAsync(cancellationToken);
        var free = new ByteCount(report.FreeBytes);
        if (report.StoppedUpToPriority is { } priority)
            return HealthCheckSetup.Bad("stopped", $"Recording of priority {priority} and below is stopped: {report.FreeBytes} bytes are free and nothing may be removed.", free, new ByteCount(report.ReserveBytes));
        if (report.FullInHours is < SoonHours and var hours)
            return HealthCheckSetup.Warn("filling", $"With all that may be removed there is room for {hours:0.#} hours more.", TimeSpan.FromHours(hours), free);
        return report.DaysFit is { } days
            ? HealthCheckSetup.Well("fits", $"There is room for {days:0} days of recordings.", Math.Floor(days), free)
            : HealthCheckSetup.Well("ok", $"{report.FreeBytes} bytes are free.", free);
    }
}
