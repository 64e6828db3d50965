namespace BlazorMedia.Web.Features.Streams;

/// <summary>What Streams wants to know of recording without an arrow to that feature; implemented there (ADR 1).</summary>
internal interface IStreamRecorder
{
    /// <summary>The running task of a path, or null.</summary>
    Guid? RunningTaskOf(Guid streamId);
}
