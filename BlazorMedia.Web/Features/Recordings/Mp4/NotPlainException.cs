namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>The media is whole, but of a kind that we leave to FFmpeg.</summary>
internal sealed class NotPlainException(string reason) : Exception(reason);
