using System.ComponentModel.DataAnnotations;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Streams;

/// <summary>Section <c>Streams</c> of the configuration.</summary>
internal sealed record StreamsOptions
{
    public const string Section = "Streams";

    /// <summary>A built-in moving test picture as first path, when there is none.</summary>
    public bool Demo { get; init; }

    /// <summary>How far back pre-roll and rewind reach, in seconds.</summary>
    [Range(12, 3600)]
    [MayChange("streams", Unit = "seconds")]
    public int RingSeconds { get; init; } = 60;

    /// <summary>Folder of the ring; default <c>&lt;data&gt;/ring</c>. It may be a memory file system.</summary>
    [WritableFolder]
    public string? RingDirectory { get; init; }

    /// <summary>Folder whose files may be looped as a source (<c>file:///name.mp4</c>); default <c>&lt;data&gt;/media</c>.</summary>
    [WritableFolder]
    [MayChange("streams")]
    public string? FilesDirectory { get; init; }

    /// <summary>Seconds without new pictures after which a live path is stalled.</summary>
    [Range(2, 60)]
    [MayChange("streams", Unit = "seconds")]
    public int StallSeconds { get; init; } = 5;

    /// <summary>Seconds that a source may take to its first picture.</summary>
    [Range(5, 120)]
    [MayChange("streams", Unit = "seconds")]
    public int ConnectSeconds { get; init; } = 20;

    /// <summary>Seconds between two slow checks of a path that is ready; three failed ones in a row and it is not ready any more.</summary>
    [Range(5, 600)]
    [MayChange("streams", Unit = "seconds")]
    public int ReadySeconds { get; init; } = 30;

    /// <summary>Seconds after which the guard ends FFmpeg processes of an app that died and did not come back.</summary>
    [Range(5, 3600)]
    public int GuardSeconds { get; init; } = 120;
}
