using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Recordings;

/// <summary>Every "no" of exports.</summary>
public static class ExportRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "exports.not_found", "There is no such export.");
    public static readonly Refusal NotReady = new(RefusalKind.Conflict, "exports.not_ready", "This export has no file yet.");
    public static readonly Refusal FileMissing = new(RefusalKind.NotFound, "exports.file_missing", "The file of this export is not on the disk.");
    public static readonly Refusal NothingToRetry = new(RefusalKind.Conflict, "exports.nothing_to_retry", "This export has not failed and was not cancelled.");
    public static readonly Refusal SourceNotReady = new(RefusalKind.Conflict, "exports.source_not_ready", "A recording that it is made of is not finished.", "pieces");
    public static readonly Refusal SourceNotFound = new(RefusalKind.NotFound, "exports.source_not_found", "A recording that it is made of is not there any more.", "pieces");
    public static readonly Refusal SeveralNodes = new(RefusalKind.Conflict, "exports.several_nodes", "Its recordings lie on the disks of several nodes, so no node can join them.", "pieces");
    public static readonly Refusal NothingRecorded = new(RefusalKind.Conflict, "exports.nothing_recorded", "Nothing of this time was recorded, or it is not finished yet.", "from");
    public static readonly Refusal SourceMissing = Invalid("source_missing", "Give either pieces of recordings, or a stream with from and until.", "pieces");
    public static readonly Refusal StreamMissing = Invalid("stream_missing", "Say which stream.", "stream");
    public static readonly Refusal RangeMissing = Invalid("range_missing", "Say from when until when.", "from");
    public static readonly Refusal RangeInvalid = Invalid("range_invalid", "The end must be after the beginning.", "until");
    public static readonly Refusal PieceInvalid = Invalid("piece_invalid", "A piece must lie within its recording and end after it begins.", "pieces");
    public static readonly Refusal TooManyPieces = Invalid("too_many_pieces", $"An export has at most {ExportRules.MaxPieces} pieces.", "pieces");
    public static readonly Refusal TooLong = Invalid("too_long", $"An export is at most {ExportRules.MaxHours} hours long.", "until");
    public static readonly Refusal ModeInvalid = Invalid("mode_invalid", "The mode is copy or exact.", "mode");
    public static readonly Refusal MarkInvalid = Invalid("mark_invalid", $"A mark has a text of at most {ExportRules.MaxMarkText} characters or the address of a picture, and stands within a piece.", "marks");
    public static readonly Refusal TooManyMarks = Invalid("too_many_marks", $"An export has at most {ExportRules.MaxMarks} marks.", "marks");
    public static readonly Refusal HoursInvalid = Invalid("hours_invalid", $"A link works for 1 to {ExportRules.MaxShareHours} hours.", "hours");
    public static readonly Refusal StateInvalid = Invalid("state_invalid", "The state is one of waiting, running, ready, failed and cancelled.", "state");
    public static readonly Refusal DayMissing = Invalid("day_missing", "Say which day.", "day");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "exports." + code, message, field);
}
