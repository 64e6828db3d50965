namespace BlazorMedia.Web.Features.Recordings.Growing;

/// <summary>Names the texts of recordings that are still going on; the sentences are in the resource files beside it.</summary>
internal sealed class GrowingText;
