namespace BlazorMedia.Web.Features.Streams;

/// <summary>Names the texts of this feature; the sentences are in the resource files beside it.</summary>
internal sealed class StreamsText;
