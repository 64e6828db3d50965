using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Webhooks.Pages;

/// <summary>A page that reads anew whenever endpoints or deliveries have changed.</summary>
public abstract class WebhooksView() : LiveView(WebhookTopics.Endpoints, WebhookTopics.Deliveries)
{
    [Inject] internal IStringLocalizer<WebhooksText> Text { get; init; } = default!;
}
