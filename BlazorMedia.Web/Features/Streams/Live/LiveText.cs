namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>Texts of the live view.</summary>
internal sealed class LiveText;
