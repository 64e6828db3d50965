using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Recordings;

/// <summary>What one path keeps, over the limits for all paths; null = as for all.</summary>
public sealed class RetentionRule
{
    public const int MaxDays = 3650;

    /// <summary>Of <see cref="Priority"/>, in both directions.</summary>
    public const int MaxPriority = 10;

    public Guid StreamId { get; set; }

    /// <summary>0 = for ever.</summary>
    public int? Days { get; set; }

    /// <summary>0 = as many as there is room for.</summary>
    public long? MaxBytes { get; set; }

    /// <summary>-10 to 10. In an emergency the lowest is emptied, and stopped, first.</summary>
    public int Priority { get; set; }

    public static IEnumerable<Refusal> Check(int? days, long? maxBytes, int priority)
    {
        if (days is < 0 or > MaxDays) yield return RetentionRefusals.DaysInvalid;
        if (maxBytes is < 0) yield return RetentionRefusals.MaxBytesInvalid;
        if (priority is < -MaxPriority or > MaxPriority) yield return RetentionRefusals.PriorityInvalid;
    }
}

/// <summary>One recording that was removed by itself, and why; the log of the sweep.</summary>
public sealed class RemovalNote
{
    public const string Days = "days";
    public const string Bytes = "bytes";
    public const string Space = "space";
    public const string Emergency = "emergency";

    /// <summary>A person had deleted it, and its day in the trash was over.</summary>
    public const string Trash = "trash";

    /// <summary>The recording's own: nothing is removed twice, and who asks for what is gone is found by its key.</summary>
    public Guid Id { get; set; }

    public Guid RecordingId { get; set; }

    public string StreamName { get; set; } = "";

    public string Path { get; set; } = "";

    public long Size { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>One of this class's codes.</summary>
    public string Reason { get; set; } = "";

    public DateTimeOffset RemovedAt { get; set; }

    public static RemovalNote Of(Recording recording, string reason, DateTimeOffset now) => new()
    {
        Id = recording.Id,
        RecordingId = recording.Id,
        StreamName = recording.StreamName,
        Path = recording.Path,
        Size = recording.Bytes,
        StartedAt = recording.StartedAt,
        Reason = reason,
        RemovedAt = now,
    };
}
