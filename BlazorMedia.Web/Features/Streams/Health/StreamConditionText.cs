namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>Names the texts of the health of single streams.</summary>
internal sealed class StreamConditionText;
