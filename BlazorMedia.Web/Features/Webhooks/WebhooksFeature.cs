namespace BlazorMedia.Web.Features.Webhooks;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class WebhooksFeature
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Outbox>();
    }

    public static void MapWebhooks(this WebApplication app)
    {
    }
}
