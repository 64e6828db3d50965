using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Webhooks.Signing;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

internal static class DeliveryServices
{
    /// <summary>The engine: everything between a row of the outbox and the receiver's answer.</summary>
    public static void AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<Outbox>().AddSingleton<SecretVault>().AddSingleton<DeliverySender>();
        services.AddSingleton<TestEventNotes>().AddSingleton<SendTestEvent>().AddSingleton<ResendDelivery>().AddSingleton<ReplayRange>().AddSingleton<ReplayDeliveries>();
        services.AddSingleton<DeliverySignals>().AddSingleton<IInterceptor, DeliveryWakeUp>();
        services.AddSingleton<EndpointLanes>().AddSingleton<DeliveryLedger>().AddSingleton<EndpointAlerts>().AddSingleton<DeliveryRequests>().AddSingleton<PumpTools>().AddSingleton<WebhookMetrics>();
        services.AddHostedService<DeliveryPump>();
        services.AddSettings<WebhookOptions>(WebhookOptions.Section, typeof(DeliveriesText));
        services.AddScheduledJob<WebhookRetentionJob>();
        services.AddHealthCheck<EndpointsHealthCheck, DeliveriesText>("webhooks.endpoints");
        services.AddSingleton(new AuditWords("webhooks.", typeof(DeliveriesText)));
        services.AddJob<ReplayDeliveriesJob, ReplayFilter>();
    }
}
