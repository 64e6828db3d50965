namespace BlazorMedia.Web.Features.Streams;

/// <summary>What Streams wants of recording without an arrow to that feature; implemented there (ADR 1).</summary>
internal interface IStreamRecorder
{
    /// <summary>The running task of a path, or null.</summary>
    Guid? RunningTaskOf(Guid streamId);

    /// <summary>Ends the running task of a path that goes away; its media is kept and finalised.</summary>
    Task StopAsync(Guid streamId, CancellationToken ct);
}
