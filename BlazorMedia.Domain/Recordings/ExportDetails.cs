using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlazorMedia.Domain.Recordings;

/// <summary>What was asked for beside the pieces, and what came of it. Stands in the row as JSON.</summary>
/// <param name="BurnsTime">The wall clock of each picture is drawn into it.</param>
/// <param name="MissingMs">Of the time that was asked for, how much nobody recorded; it is cut out.</param>
/// <param name="Gaps">In how many places something is missing.</param>
/// <param name="Outcome">Null until the file is ready.</param>
public sealed record ExportDetails(IReadOnlyList<ExportMark> Marks, bool BurnsTime, long MissingMs = 0, int Gaps = 0, ExportOutcome? Outcome = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The opposite of <see cref="ToString"/>.</summary>
    public static ExportDetails Parse(string json)
    {
        var details = JsonSerializer.Deserialize<ExportDetails>(json, Json);
        return details is null ? new([], false) : details.Marks is null ? details with { Marks = [] } : details;
    }

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A text, a picture or both that stand in the film for four seconds around an instant.</summary>
/// <param name="Piece">Which piece of the export.</param>
/// <param name="AtMs">From the beginning of the recording's file, in milliseconds.</param>
/// <param name="ImageUrl">Scaled to the whole picture.</param>
public sealed record ExportMark(int Piece, long AtMs, string? Text, string? ImageUrl)
{
    /// <summary>How long it stands on either side of its instant, in milliseconds.</summary>
    public const long HalfMs = 2000;
}

/// <summary>How the file was made.</summary>
/// <param name="Method"><c>copied</c>, <c>edges</c> (only the cuts were encoded anew), <c>marks</c> (only where something stands in the picture) or <c>encoded</c>.</param>
/// <param name="Reason">Why everything was encoded, as a code: <c>time</c>, <c>parameters</c>, <c>codec</c> or <c>keyframes</c>; null otherwise.</param>
/// <param name="LeadMs">How much a player without edit lists shows before the first mark, because decoding can only begin at a keyframe.</param>
public sealed record ExportOutcome(string Method, string? Reason = null, long LeadMs = 0)
{
    public const string Copied = "copied";
    public const string Edges = "edges";
    public const string OnlyMarks = "marks";
    public const string Encoded = "encoded";
}
