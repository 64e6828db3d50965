using System.ComponentModel.DataAnnotations;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>Section <c>Webhooks</c> of the configuration.</summary>
internal sealed record WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Days after which events and their successful deliveries are removed.</summary>
    [Range(1, 3650)]
    [MayChange("webhooks", Unit = "days")]
    public int RetentionDays { get; init; } = 30;

    /// <summary>Days after which deliveries that were given up are removed.</summary>
    [Range(1, 3650)]
    [MayChange("webhooks", Unit = "days")]
    public int FailedRetentionDays { get; init; } = 90;
}
