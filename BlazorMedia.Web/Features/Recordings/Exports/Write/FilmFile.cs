using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Mp4;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>Writes a laid-out film into the work folder.</summary>
internal static class FilmFile
{
    private const int Most = 98;

    /// <param name="begin">Percent that is done before.</param>
    public static async Task<WrittenExport> WriteAsync(ExportWork work, Mp4Layout layout, ExportOutcome outcome, int begin, Action<int> report, CancellationToken ct)
    {
        var file = work.File("film.mp4");
        await using (var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, 1, FileOptions.Asynchronous))
            await layout.CopyToAsync(output, 0, layout.Length, bytes => report(begin + (int)((Most - begin) * bytes / Math.Max(1, layout.Length))), ct);
        var length = new FileInfo(file).Length;
        if (length != layout.Length) throw new InvalidDataException($"The film has {length} bytes instead of {layout.Length}.");
        return new WrittenExport(file, length, (long)decimal.Round(layout.Seconds * 1000), outcome);
    }
}
