namespace BlazorMedia.Web.Features.Webhooks;

/// <summary>Names the texts of the feature.</summary>
internal sealed class WebhooksText;
