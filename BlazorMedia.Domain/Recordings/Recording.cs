namespace BlazorMedia.Domain.Recordings;

public enum RecordingState
{
    Recording,
    Finalising,
    Ready,
    Failed,
}

/// <summary>One file of a task: while it is recorded, when it is ready, and while it lies in the trash.</summary>
public sealed class Recording
{
    private Recording()
    {
    }

    public Guid Id { get; private set; }

    public Guid TaskId { get; private set; }

    public Guid StreamId { get; private set; }

    public string StreamName { get; private set; } = "";

    /// <summary>File name with extension, without folder.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Path below the recordings' root with forward slashes, <c>YYYYMMDD/name.mp4</c>; the file exists when the state is ready.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Names of stream and file in one lower-cased text, because SQLite folds the case of Latin letters only.</summary>
    public string SearchKey { get; private set; } = "";

    public RecordingState State { get; private set; }

    /// <summary>Wall clock of the first picture.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    public long DurationMs { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>FFmpeg's name of the codec: h264, hevc, av1.</summary>
    public string? VideoCodec { get; private set; }

    /// <summary>FFmpeg's name of the codec: aac, mp3, opus; null without sound.</summary>
    public string? AudioCodec { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public bool HasThumbnail { get; private set; }

    /// <summary>True when the sheet of small pictures for the time line is there.</summary>
    public bool HasSprite { get; private set; }

    /// <summary>Wall clock of the end of its last picture, gaps included; null while it is recorded.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Kept whatever its age and the space; a person may still delete it.</summary>
    public bool IsFavourite { get; private set; }

    /// <summary>Kept, and not to be deleted by anybody until it is unlocked.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>Why there is no file: a <see cref="RecordingFailure"/> as one text.</summary>
    public string? Failure { get; private set; }

    /// <summary>When it was deleted by a person; purged a day later.</summary>
    public DateTimeOffset? TrashedAt { get; private set; }

    /// <summary>Marked before the file is unlinked, so that a crash in between is finished at the next start.</summary>
    public bool IsGarbage { get; private set; }

    /// <summary>The real times of what the file holds, in file order.</summary>
    public List<RecordingPiece> Pieces { get; private set; } = [];

    public static Recording Begin(Guid id, Guid taskId, Guid streamId, string streamName, string path, DateTimeOffset startedAt)
    {
        var recording = new Recording { Id = id, TaskId = taskId, StreamId = streamId, StreamName = streamName, State = RecordingState.Recording, StartedAt = startedAt };
        recording.Rename(path);
        return recording;
    }

    public static string SearchKeyOf(string text) => text.ToLowerInvariant();

    public void Finalise() => (State, Failure) = (RecordingState.Finalising, null);

    /// <param name="path">Path below the root; it may differ from the planned one when that was taken meanwhile.</param>
    public void Ready(string path, DateTimeOffset startedAt, MediaFacts facts)
    {
        Rename(path);
        (StartedAt, EndedAt) = (startedAt, startedAt + TimeSpan.FromMilliseconds(facts.DurationMs));
        (DurationMs, Bytes, VideoCodec, AudioCodec, Width, Height) = facts;
        (State, Failure) = (RecordingState.Ready, null);
    }

    /// <param name="pieces">In file order.</param>
    public void Hold(IEnumerable<RecordingPiece> pieces)
    {
        Pieces.AddRange(pieces);
        if (Pieces.Count > 0) EndedAt = Pieces[^1].StartedAt + TimeSpan.FromMilliseconds(Pieces[^1].DurationMs);
    }

    public void Fail(RecordingFailure failure) => (State, Failure) = (RecordingState.Failed, failure.ToString());

    /// <param name="path">Path below the root.</param>
    public void Rename(string path)
    {
        (Path, Name) = (path, path[(path.LastIndexOf('/') + 1)..]);
        SearchKey = SearchKeyOf($"{Name} {StreamName}");
    }

    public void ShowThumbnail() => HasThumbnail = true;

    public void ShowSprite() => HasSprite = true;

    public void Favour(bool isFavourite) => IsFavourite = isFavourite;

    public void Lock(bool isLocked) => IsLocked = isLocked;

    public void Trash(DateTimeOffset now) => TrashedAt ??= now;

    public void Restore() => TrashedAt = null;

    public void MarkGarbage() => IsGarbage = true;
}

/// <summary>What a media file was found to hold.</summary>
public sealed record MediaFacts(long DurationMs, long Bytes, string? VideoCodec, string? AudioCodec, int Width, int Height);

/// <summary>An unbroken stretch of real time in a file; between two of them something was missing.</summary>
public sealed class RecordingPiece
{
    public long Id { get; private set; }

    public Guid RecordingId { get; private set; }

    public int Index { get; private set; }

    /// <summary>Wall clock of its first picture.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    public long DurationMs { get; private set; }

    /// <summary>Where it begins in the file, in milliseconds.</summary>
    public long OffsetMs { get; private set; }

    /// <summary>Why there was nothing before it (for example "stalled"); null for the first.</summary>
    public string? GapReason { get; private set; }

    public static RecordingPiece Of(int index, DateTimeOffset startedAt, long durationMs, long offsetMs, string? gapReason) =>
        new() { Index = index, StartedAt = startedAt, DurationMs = durationMs, OffsetMs = offsetMs, GapReason = gapReason };
}
