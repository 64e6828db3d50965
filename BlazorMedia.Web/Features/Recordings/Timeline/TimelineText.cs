namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>Texts of the time line; see the .resx files beside it.</summary>
internal sealed class TimelineText;
