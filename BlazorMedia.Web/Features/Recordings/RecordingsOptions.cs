using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Recordings;

/// <summary>The section <c>Recordings</c> of the configuration.</summary>
internal sealed record RecordingsOptions
{
    public const string Section = "Recordings";

    /// <summary>Folder of the finished files; null = <c>recordings</c> in the data directory.</summary>
    [WritableFolder]
    public string? Root { get; init; }
}
