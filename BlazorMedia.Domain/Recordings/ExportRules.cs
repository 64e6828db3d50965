namespace BlazorMedia.Domain.Recordings;

/// <summary>How much one export may ask for, and which recordings exports hold on to.</summary>
public static class ExportRules
{
    public const int MaxPieces = 200;
    public const int MaxHours = 24;
    public const int MaxMarks = 100;
    public const int MaxMarkText = 500;

    /// <summary>A month: who should see it for longer had better get the file.</summary>
    public const int MaxShareHours = 24 * 30;

    public static IQueryable<Export> Unfinished(this IQueryable<Export> exports) => exports.Where(e => e.State == ExportState.Waiting || e.State == ExportState.Running);

    /// <summary>Recordings that must keep their files, because an export is being made of them.</summary>
    public static IQueryable<Guid> RecordingsInUse(this IQueryable<Export> exports) => exports.Unfinished().SelectMany(e => e.Pieces).Select(p => p.RecordingId);

    /// <summary>What follows a row when the newest come first.</summary>
    public static IQueryable<Export> After(this IQueryable<Export> exports, DateTimeOffset createdAt, Guid id) =>
        exports.Where(e => e.CreatedAt <= createdAt && (e.CreatedAt < createdAt || e.Id.CompareTo(id) < 0));
}
