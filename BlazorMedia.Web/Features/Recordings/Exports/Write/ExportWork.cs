using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>A piece with the file that it comes from.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Times">When its pictures really were.</param>
/// <param name="FileBytes">Of the whole recording.</param>
/// <param name="FileMs">Length of the whole recording.</param>
internal sealed record ExportSource(
    string File, long FromMs, long UntilMs, IReadOnlyList<RealTime> Times, string? VideoCodec, string? AudioCodec, int Width, int Height, long FileBytes, long FileMs)
{
    public long LengthMs => UntilMs - FromMs;

    /// <summary>About as many bytes as the piece has.</summary>
    public long Bytes => FileMs <= 0 ? FileBytes : (long)(FileBytes * Math.Min(1.0, (double)LengthMs / FileMs));

    /// <summary>True when both can stand in one track, as far as the rows tell.</summary>
    public bool IsLike(ExportSource other) => (VideoCodec, AudioCodec, Width, Height) == (other.VideoCodec, other.AudioCodec, other.Width, other.Height);
}

/// <summary>All that is known of an export when it is made.</summary>
/// <param name="Folder">Absolute path, for files on the way.</param>
internal sealed record ExportWork(Guid Id, string Name, bool IsExact, ExportDetails Details, IReadOnlyList<ExportSource> Pieces, string Folder)
{
    public long LengthMs => Pieces.Sum(p => p.LengthMs);

    /// <summary>Known beforehand that each picture is encoded anew, which takes minutes.</summary>
    public bool EncodesAll => Details.BurnsTime || Pieces.Any(p => !p.IsLike(Pieces[0]));

    /// <summary>About as much as is written at once.</summary>
    public long NeededBytes => Pieces.Sum(p => p.Bytes) * (EncodesAll ? 3 : 1);

    public string File(string name) => Path.Combine(Folder, name);

    public IReadOnlyList<ExportMark> MarksOf(int piece) => [.. Details.Marks.Where(m => m.Piece == piece)];
}

/// <summary>A finished film that has no place yet.</summary>
/// <param name="File">Absolute path.</param>
internal sealed record WrittenExport(string File, long Bytes, long DurationMs, ExportOutcome Outcome);

/// <summary>Why an export cannot be made, with the code that pages have words for.</summary>
internal sealed class ExportException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public const string SourceGone = "source-gone";
    public const string Image = "image";

    public string Code => code;
}
