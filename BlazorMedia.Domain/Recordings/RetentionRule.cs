namespace BlazorMedia.Domain.Recordings;

/// <summary>What one path keeps, over the limits for all paths; null = as for all.</summary>
public sealed class RetentionRule
{
    public Guid StreamId { get; set; }

    /// <summary>0 = for ever.</summary>
    public int? Days { get; set; }

    /// <summary>0 = as many as there is room for.</summary>
    public long? MaxBytes { get; set; }

    /// <summary>-10 to 10. In an emergency the lowest is emptied, and stopped, first.</summary>
    public int Priority { get; set; }
}

/// <summary>One recording that was removed by itself, and why; the log of the sweep.</summary>
public sealed class RemovalNote
{
    public const string Days = "days";
    public const string Bytes = "bytes";
    public const string Space = "space";
    public const string Emergency = "emergency";

    public Guid Id { get; set; }

    public Guid RecordingId { get; set; }

    public string StreamName { get; set; } = "";

    public string Path { get; set; } = "";

    public long Size { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>One of this class's codes.</summary>
    public string Reason { get; set; } = "";

    public DateTimeOffset RemovedAt { get; set; }
}
