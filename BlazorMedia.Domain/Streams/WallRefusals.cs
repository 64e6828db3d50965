using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>Every "no" to a wall of live pictures.</summary>
public static class WallRefusals
{
    public const int MostWalls = 20;

    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "walls.name_missing", "Give the wall a name.", "name");
    public static readonly Refusal NameTooLong = new(RefusalKind.Invalid, "walls.name_too_long", "The name of a wall has at most 100 characters.", "name");
    public static readonly Refusal ColumnsInvalid = new(RefusalKind.Invalid, "walls.columns_invalid", "A wall has 2 to 4 columns.", "columns");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "walls.not_found", "This wall does not exist any more.");
    public static readonly Refusal TooMany = new(RefusalKind.Conflict, "walls.too_many", "There are 20 walls already; delete one first.");
}
