using System.ComponentModel.DataAnnotations;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>Section <c>Recordings:Retention</c> of the configuration: the limits for all paths; each may have its own.</summary>
internal sealed record RetentionOptions
{
    public const string Section = "Recordings:Retention";

    private const double MostBytes = 1L << 60;

    /// <summary>Days that a recording is kept; 0 = for ever.</summary>
    [Range(0, RetentionRule.MaxDays)]
    [MayChange("recordings", Unit = "days")]
    public int Days { get; init; } = 30;

    /// <summary>Bytes that all recordings together may take; 0 = as many as there is room for.</summary>
    [Range(0, MostBytes)]
    [MayChange("recordings", Unit = "bytes")]
    public long MaxBytes { get; init; }

    /// <summary>Bytes that stay free at least; 0 = the disk may become full.</summary>
    [Range(0, MostBytes)]
    [MayChange("recordings", Unit = "bytes")]
    public long MinFreeBytes { get; init; } = 2L << 30;
}
