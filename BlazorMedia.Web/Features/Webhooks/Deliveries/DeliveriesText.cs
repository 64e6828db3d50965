namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

internal sealed class DeliveriesText;
