using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Recordings;

/// <summary>Every "no" that the Recordings feature says.</summary>
public static class RecordingRefusals
{
    public static readonly Refusal StreamMissing = Invalid("stream_missing", "Say which stream to record.", "stream");
    public static readonly Refusal StreamNotFound = new(RefusalKind.NotFound, "recordings.stream_not_found", "There is no stream with this name.", "stream");
    public static readonly Refusal StreamElsewhere = new(RefusalKind.Conflict, "recordings.stream_elsewhere", "Another node pulls this stream; start and stop its recordings there.", "stream");
    public static readonly Refusal StreamNotLive = new(RefusalKind.Conflict, "recordings.stream_not_live", "The stream delivers no picture now, so there is nothing to record.", "stream");
    public static readonly Refusal MinutesInvalid = Invalid("minutes_invalid", "Minutes must be more than 0 and at most 10080 (a week).", "minutes");
    public static readonly Refusal NameMissing = Invalid("name_missing", "Give a file name.", "name");
    public static readonly Refusal NameTooLong = Invalid("name_too_long", $"A file name has at most {RecordingName.MaxLength} characters.", "name");
    public static readonly Refusal NameInvalid = Invalid("name_invalid", "A file name may not hold / \\ : * ? \" < > | or begin or end with a dot.", "name");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "recordings.name_taken", "Another file of this day already has this name.", "name");
    public static readonly Refusal StorageUnwritable = new(RefusalKind.Unavailable, "recordings.storage_unwritable", "The recordings' folder cannot be written now. Nothing is lost: what was recorded stays, and this can be tried again.");
    public static readonly Refusal TaskNotFound = new(RefusalKind.NotFound, "recordings.task_not_found", "There is no such recording task.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "recordings.not_found", "There is no such recording.");
    public static readonly Refusal StillRecording = new(RefusalKind.Conflict, "recordings.still_recording", "This recording is not finished yet. Stop it first.");
    public static readonly Refusal InUse = new(RefusalKind.Conflict, "recordings.in_use", "An export is being made of this recording. Rename it when the export is finished.");
    public static readonly Refusal FileMissing = new(RefusalKind.NotFound, "recordings.file_missing", "The file of this recording is not on the disk.");
    public static readonly Refusal DayInvalid = Invalid("day_invalid", "A day is written YYYY-MM-DD or YYYYMMDD.", "day");
    public static readonly Refusal CursorInvalid = Invalid("cursor_invalid", "This cursor was not given by this server. Begin again without one.", "cursor");
    public static readonly Refusal LimitInvalid = Invalid("limit_invalid", "The limit is a number from 1 to 200.", "limit");
    public static readonly Refusal OrderInvalid = Invalid("order_invalid", "The order is asc or desc.", "order");
    public static readonly Refusal StateInvalid = Invalid("state_invalid", "The state is one of recording, finalising, finished and failed.", "state");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "recordings." + code, message, field);
}
