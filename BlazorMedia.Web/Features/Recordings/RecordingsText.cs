namespace BlazorMedia.Web.Features.Recordings;

/// <summary>Names the texts of this feature; the sentences are in the resource files beside it.</summary>
internal sealed class RecordingsText;
