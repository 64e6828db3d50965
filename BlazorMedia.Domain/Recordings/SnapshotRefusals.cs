using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Recordings;

/// <summary>Every "no" that concerns kept pictures.</summary>
public static class SnapshotRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "snapshots.not_found", "There is no such snapshot.");
    public static readonly Refusal FileMissing = new(RefusalKind.NotFound, "snapshots.file_missing", "The file of this snapshot is missing.");
    public static readonly Refusal NothingThere = new(RefusalKind.NotFound, "snapshots.nothing_there", "Nothing was recorded at this instant.", "at");
    public static readonly Refusal Unreadable = new(RefusalKind.Unavailable, "snapshots.unreadable", "The picture of this instant cannot be decoded.");
    public static readonly Refusal AtInvalid = Invalid("at_invalid", "The instant is written like 2026-11-20T12:00:00Z.", "at");
    public static readonly Refusal IntervalInvalid = Invalid("interval_invalid", "The time between two pictures is from 5 to 86400 seconds.", "intervalSeconds");
    public static readonly Refusal KeepInvalid = Invalid("keep_invalid", "Pictures are kept for 0 to 3650 days; 0 is for ever.", "keepDays");
    public static readonly Refusal ThumbnailInvalid = Invalid("thumbnail_invalid", "A thumbnail is 64 to 1920 pixels wide; 0 is none.", "thumbnailWidth");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "snapshots." + code, message, field);
}
