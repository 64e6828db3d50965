using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Recordings;

/// <summary>The section <c>Recordings</c> of the configuration.</summary>
internal sealed record RecordingsOptions
{
    public const string Section = "Recordings";

    /// <summary>Folder of the finished files; null = <c>recordings</c> in the data directory.</summary>
    [WritableFolder]
    public string? Root { get; init; }

    /// <summary>The root is storage that every node reaches under the same path, so that any of them may finish and show any recording.</summary>
    public bool Shared { get; init; }
}
