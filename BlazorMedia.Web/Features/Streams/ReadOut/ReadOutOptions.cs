using System.ComponentModel.DataAnnotations;

namespace BlazorMedia.Web.Features.Streams.ReadOut;

/// <summary>Section <c>Streams:ReadOut</c>: where other programs fetch streams from us.</summary>
internal sealed record ReadOutOptions
{
    public const string Section = "Streams:ReadOut";

    /// <summary>TCP port for RTSP; 0 = none.</summary>
    [Range(0, 65535)]
    public int RtspPort { get; init; } = 8554;
}
