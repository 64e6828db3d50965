namespace BlazorMedia.Web.Features.Recordings;

/// <summary>The section <c>Recordings</c> of the configuration.</summary>
internal sealed record RecordingsOptions
{
    public const string Section = "Recordings";

    /// <summary>Folder of the finished files; null = <c>recordings</c> in the data directory.</summary>
    public string? Root { get; init; }

    public RetentionOptions Retention { get; init; } = new();
}

/// <summary>The section <c>Recordings:Retention</c>; bound here, obeyed by the retention sweep.</summary>
internal sealed record RetentionOptions
{
    public int Days { get; init; } = 30;

    /// <summary>Space that stays free on the disk of the recordings.</summary>
    public long MinFreeBytes { get; init; } = 2L << 30;

    /// <summary>Space that recordings may take at most; null = no limit.</summary>
    public long? MaxBytes { get; init; }
}
