using System.ComponentModel.DataAnnotations;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>The section <c>Recordings:Exports</c> of the configuration.</summary>
internal sealed record ExportsOptions
{
    public const string Section = "Recordings:Exports";

    /// <summary>Days after which a finished export is removed; 0 = never.</summary>
    [Range(0, 3650)]
    public int KeepDays { get; init; } = 30;
}
