namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>What to take from a file.</summary>
/// <param name="From">Seconds from the beginning of the film; decoding begins at the keyframe before it.</param>
/// <param name="Until">What begins at this second is left out.</param>
internal sealed record MediaPart(MediaFile File, decimal From = 0, decimal Until = decimal.MaxValue);
