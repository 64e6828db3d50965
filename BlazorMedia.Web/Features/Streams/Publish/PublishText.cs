namespace BlazorMedia.Web.Features.Streams.Publish;

/// <summary>Names the texts of streams that are sent to us.</summary>
internal sealed class PublishText;
