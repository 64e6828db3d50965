using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Webhooks.Pages;

/// <summary>What this feature adds to the navigation, and where its pages are.</summary>
internal static class WebhookPages
{
    public const string Endpoints = "/webhooks";
    public const string Deliveries = "/webhooks/deliveries";
    public const string Events = "/webhooks/events";

    public static void AddWebhookPages(this IServiceCollection services) => services.AddSingleton(new NavigationItem(
        Endpoints, "webhook", 70, s => s.GetRequiredService<IStringLocalizer<WebhooksText>>()["title"], Policies.Operator, IsAdministration: true));

    public static string HrefOf(Guid endpoint) => $"{Endpoints}?id={endpoint}";

    public static string DeliveriesOf(Guid endpoint) => $"{Deliveries}?endpoint={endpoint}";
}
