using System.ComponentModel.DataAnnotations;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Recordings;

/// <summary>The section <c>Recordings</c> of the configuration.</summary>
internal sealed record RecordingsOptions
{
    public const string Section = "Recordings";

    /// <summary>Folder of the finished files; null = <c>recordings</c> in the data directory.</summary>
    [WritableFolder]
    public string? Root { get; init; }

    public RetentionOptions Retention { get; init; } = new();
}

/// <summary>The section <c>Recordings:Retention</c>; bound here, obeyed by the retention sweep.</summary>
internal sealed record RetentionOptions
{
    [Range(1, 36500)]
    public int Days { get; init; } = 30;

    /// <summary>Space that stays free on the disk of the recordings.</summary>
    [Range(typeof(long), "0", "1000000000000000")]
    public long MinFreeBytes { get; init; } = 2L << 30;

    /// <summary>Space that recordings may take at most; null = no limit.</summary>
    [Range(typeof(long), "1", "1000000000000000")]
    public long? MaxBytes { get; init; }
}
