namespace BlazorMedia.Domain.Recordings;

public enum ExportState
{
    Waiting,
    Running,
    Ready,
    Failed,
    Cancelled,
}

/// <summary>A file made of stretches of recordings. While it waits or runs, its sources are in use and nobody removes them.</summary>
public sealed class Export
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    /// <summary>False: copied, cut at keyframes. True: cut at the very picture, with only the edges encoded anew.</summary>
    public bool IsExact { get; set; }

    public ExportState State { get; set; }

    /// <summary>Marks, burnt-in time and whatever else was asked for, as JSON.</summary>
    public string Options { get; set; } = "{}";

    public DateTimeOffset CreatedAt { get; set; }

    public string? CreatedBy { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Below the folder of exports; null until it is ready.</summary>
    public string? Path { get; set; }

    public long Bytes { get; set; }

    public long DurationMs { get; set; }

    public string? Failure { get; set; }

    /// <summary>When the link that anybody may use stops to work; null = there is none.</summary>
    public DateTimeOffset? SharedUntil { get; set; }

    /// <summary>Changes with every new link, so that an old one stops to work.</summary>
    public string? ShareSalt { get; set; }

    /// <summary>The node on whose disk it lies, where several do not share their recordings.</summary>
    public Guid? NodeId { get; set; }

    public List<ExportPiece> Pieces { get; private set; } = [];
}

/// <summary>A stretch of one recording's file.</summary>
public sealed class ExportPiece
{
    public long Id { get; set; }

    public Guid ExportId { get; set; }

    public int Index { get; set; }

    public Guid RecordingId { get; set; }

    /// <summary>From the beginning of the file, in milliseconds.</summary>
    public long FromMs { get; set; }

    /// <summary>From the beginning of the file, in milliseconds.</summary>
    public long UntilMs { get; set; }
}
