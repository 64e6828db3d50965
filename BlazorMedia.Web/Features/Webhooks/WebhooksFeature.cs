using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Webhooks.Catalog;
using BlazorMedia.Web.Features.Webhooks.Deliveries;

namespace BlazorMedia.Web.Features.Webhooks;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class WebhooksFeature
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddDeliveries();
        builder.Services.AddSingleton<IJobFailureListener, JobFailedEvents>().AddSingleton(JobFailedEvents.Type);
    }

    public static void MapWebhooks(this WebApplication app)
    {
    }
}
