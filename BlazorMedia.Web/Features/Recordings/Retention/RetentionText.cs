namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>Names the texts of what is kept and what is removed; the sentences are in the resource files beside it.</summary>
internal sealed class RetentionText;
