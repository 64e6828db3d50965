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

    /// <summary>Marks, burnt-in time and whatever else was asked for, as JSON; see <see cref="ExportDetails"/>.</summary>
    public string Options { get; set; } = "{}";

    public DateTimeOffset CreatedAt { get; set; }

    public string? CreatedBy { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Below the folder of exports; it stands here shortly before its file is there.</summary>
    public string? Path { get; set; }

    public long Bytes { get; set; }

    public long DurationMs { get; set; }

    /// <summary>Why there is no file: an <see cref="RecordingFailure"/> as one text.</summary>
    public string? Failure { get; set; }

    /// <summary>When the link that anybody may use stops to work; null = there is none.</summary>
    public DateTimeOffset? SharedUntil { get; set; }

    /// <summary>Changes with every new link, so that an old one stops to work.</summary>
    public string? ShareSalt { get; set; }

    /// <summary>The node on whose disk it lies, where several do not share their recordings.</summary>
    public Guid? NodeId { get; set; }

    public List<ExportPiece> Pieces { get; private set; } = [];

    public bool IsUnfinished => State is ExportState.Waiting or ExportState.Running;

    /// <summary>False when there is nothing to do: it was cancelled, or is there already. One that an earlier try left as running is run again.</summary>
    public bool TryRun()
    {
        if (State is not (ExportState.Waiting or ExportState.Running or ExportState.Failed)) return false;
        (State, Failure, FinishedAt) = (ExportState.Running, null, null);
        return true;
    }

    /// <summary>Its file is in its place. False when it was cancelled meanwhile.</summary>
    public bool TryFinish(long bytes, long durationMs, ExportDetails details, DateTimeOffset now)
    {
        if (State != ExportState.Running) return false;
        (Bytes, DurationMs, Options) = (bytes, durationMs, details.ToString());
        (State, FinishedAt) = (ExportState.Ready, now);
        return true;
    }

    public void Fail(RecordingFailure failure, DateTimeOffset now) => (State, Failure, FinishedAt) = (ExportState.Failed, failure.ToString(), now);

    public void Cancel(DateTimeOffset now)
    {
        if (IsUnfinished) (State, FinishedAt) = (ExportState.Cancelled, now);
    }

    /// <summary>What failed or was cancelled is wished for once more.</summary>
    public void Retry()
    {
        if (State is ExportState.Failed or ExportState.Cancelled) (State, Failure, FinishedAt) = (ExportState.Waiting, null, null);
    }

    /// <param name="salt">A new one for each link.</param>
    public void Share(DateTimeOffset until, string salt) => (SharedUntil, ShareSalt) = (until, salt);

    public void Unshare() => (SharedUntil, ShareSalt) = (null, null);
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
