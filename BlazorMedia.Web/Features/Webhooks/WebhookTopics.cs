namespace BlazorMedia.Web.Features.Webhooks;

/// <summary>What open pages subscribe to.</summary>
internal static class WebhookTopics
{
    /// <summary>An endpoint was changed, failed or healed.</summary>
    public const string Endpoints = "webhook-endpoints";

    /// <summary>Deliveries came or went on; told at most twice a second while many do.</summary>
    public const string Deliveries = "webhook-deliveries";
}
