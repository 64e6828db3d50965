using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Recordings;

/// <summary>Every "no" around what is kept, what is removed and where there is room.</summary>
public static class RetentionRefusals
{
    public static readonly Refusal StreamNotFound = new(RefusalKind.NotFound, "recordings.retention_stream_not_found", "There is no stream with this name.", "stream");
    public static readonly Refusal DaysInvalid = Invalid("retention_days_invalid", $"Days must be 0 (for ever) to {RetentionRule.MaxDays}.", "days");
    public static readonly Refusal MaxBytesInvalid = Invalid("retention_max_bytes_invalid", "The size must be 0 (as much as there is room for) or more.", "maxBytes");
    public static readonly Refusal PriorityInvalid = Invalid("retention_priority_invalid", $"The priority must be -{RetentionRule.MaxPriority} to {RetentionRule.MaxPriority}.", "priority");
    public static readonly Refusal Locked = new(RefusalKind.Conflict, "recordings.locked", "This recording is locked. Unlock it first.");
    public static readonly Refusal Removed = new(RefusalKind.Gone, "recordings.removed", "This recording was removed; its file is gone.");
    public static readonly Refusal NoSpace = new(
        RefusalKind.Conflict, "recordings.disk_full", "The disk is nearly full and nothing more may be removed. Unlock or delete recordings, or shorten what is kept; recording goes on by itself then.");

    public static readonly Refusal RootMissing = new(
        RefusalKind.Conflict, "recordings.root_missing", "The folder of the recordings is not the one it was: its disk is probably not mounted. Mount it, or accept the folder as it is with 'blazormedia recordings-root adopt'.");

    public static readonly Refusal RootForeign = new(
        RefusalKind.Conflict, "recordings.root_foreign", "The folder of the recordings belongs to another BlazorMedia: another disk is mounted there. Mount the right one, or accept it with 'blazormedia recordings-root adopt'.");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "recordings." + code, message, field);
}
