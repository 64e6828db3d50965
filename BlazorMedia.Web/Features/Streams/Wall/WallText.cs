namespace BlazorMedia.Web.Features.Streams.Wall;

/// <summary>Texts of the wall.</summary>
internal sealed class WallText;
