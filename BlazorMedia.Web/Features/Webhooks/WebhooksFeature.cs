using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Webhooks.Catalog;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using BlazorMedia.Web.Features.Webhooks.Log;
using BlazorMedia.Web.Features.Webhooks.Pages;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Webhooks;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class WebhooksFeature
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddDeliveries();
        builder.Services.AddSingleton<IJobFailureListener, JobFailedEvents>().AddSingleton(JobFailedEvents.Type).AddSingleton<EventCatalog>();
        builder.Services.AddSingleton<ListEndpoints>().AddSingleton<EndpointCheck>().AddSingleton<EndpointNotes>();
        builder.Services.AddSingleton<SaveEndpoint>().AddSingleton<RotateSecret>().AddSingleton<SwitchEndpoint>();
        builder.Services.AddSingleton<ListDeliveries>().AddSingleton<FindDelivery>();
        builder.Services.AddSingleton(new ScopeInfo("webhooks", s => s.GetRequiredService<IStringLocalizer<WebhooksText>>()["scope.webhooks"]));
        builder.Services.AddWebhookPages();
        builder.Services.AddSingleton(new AuditWords("webhooks.", typeof(WebhooksText)));
    }

    public static void MapWebhooks(this WebApplication app)
    {
        app.MapEventTypes();
        app.MapEndpoints();
        app.MapDeliveries();
    }
}
