using System.Globalization;
using BlazorMedia.Web.Platform.Processes;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>Encodes a stretch anew, with everything that is to stand in its pictures.</summary>
internal sealed class StretchEncoder(FfmpegRunner ffmpeg, ExportImages images, TimeProvider time)
{
    // A picture of more is a bomb, not a picture.
    private const int MaxImagePixels = 64_000_000;

    private const int SampleRate = 48_000;

    /// <param name="name">Of the file in the work folder, without extension; of ours, so that it can stand in a filter.</param>
    /// <param name="report">How much is encoded.</param>
    /// <returns>Absolute path.</returns>
    public async Task<string> EncodeAsync(ExportWork work, Stretch stretch, string name, Action<TimeSpan> report, CancellationToken ct)
    {
        var pictures = await FetchAsync(work, stretch, name, ct);
        var hasTexts = await WriteTextsAsync(work, stretch, name, ct);
        var file = work.File(name + ".mp4");
        string[] arguments =
        [
            // On the file's own time line, whenever its first picture is shown.
            "-seek_timestamp", "1", "-ss", Text(stretch.From), "-t", Text(stretch.Seconds), "-i", stretch.Source.File,
            .. pictures.SelectMany(p => p.Input), .. SilenceOf(stretch),
            "-filter_complex", Filters(stretch, pictures, hasTexts ? name + ".ass" : null), "-map", "[film]",
            .. VideoOptions(stretch), .. AudioOptions(stretch, pictures.Count), "-map_metadata", "-1", "-f", "mp4", "-y", file,
        ];
        var outcome = await ffmpeg.RunAsync(arguments, work.Folder, report, ct);
        return outcome.Succeeded ? file : throw new InvalidDataException($"FFmpeg could not encode the film: {outcome.Reason}");
    }

    private async Task<List<Picture>> FetchAsync(ExportWork work, Stretch stretch, string name, CancellationToken ct)
    {
        var pictures = new List<Picture>();
        foreach (var mark in work.MarksOf(stretch.Piece))
        {
            var (from, until) = Subtitles.WindowOf(mark, stretch.Source.FromMs);
            if (mark.ImageUrl is not { } url || until <= stretch.FromMs || from >= stretch.UntilMs) continue;
            var file = work.File($"{name}-{pictures.Count}");
            var decoder = await images.FetchAsync(url, file, ct);
            pictures.Add(new Picture(file, decoder, Math.Max(0, from - stretch.FromMs), until - stretch.FromMs));
        }
        return pictures;
    }

    private async Task<bool> WriteTextsAsync(ExportWork work, Stretch stretch, string name, CancellationToken ct)
    {
        var texts = new Subtitles(stretch.Width, stretch.Height, stretch.FromMs, stretch.UntilMs);
        foreach (var mark in work.MarksOf(stretch.Piece)) texts.Add(mark, stretch.Source.FromMs);
        if (work.Details.BurnsTime) texts.AddClock(stretch.Source.Times, time.LocalTimeZone);
        if (texts.IsEmpty) return false;
        await File.WriteAllTextAsync(work.File(name + ".ass"), texts.ToString(), ct);
        return true;
    }

    private static string Filters(Stretch stretch, List<Picture> pictures, string? texts)
    {
        var (w, h) = (stretch.Width, stretch.Height);
        List<string> film = [string.Create(CultureInfo.InvariantCulture, $"scale={w}:{h}:force_original_aspect_ratio=decrease,pad={w}:{h}:(ow-iw)/2:(oh-ih)/2,setsar=1")];
        if (stretch.Rate is { } rate) film.Add($"fps={rate}");
        var graph = $"[0:v:0]{string.Join(',', film)}[v0]";
        for (var i = 0; i < pictures.Count; i++)
            graph += string.Create(CultureInfo.InvariantCulture, $";[{i + 1}:v]scale={w}:{h},setsar=1[i{i}];[v{i}][i{i}]overlay=enable=between(t\\,{pictures[i].From}\\,{pictures[i].Until})[v{i + 1}]");
        var last = string.Create(CultureInfo.InvariantCulture, $"[v{pictures.Count}]");
        return $"{graph};{last}{(texts is null ? "" : $"ass={texts},")}format=yuv420p[film]";
    }

    private static IEnumerable<string> VideoOptions(Stretch stretch) =>
    [
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "19", "-bf", "0", "-g", "100",
        "-x264-params", string.Create(CultureInfo.InvariantCulture, $"sps-id={stretch.Sps}"),
        // Or pictures would be moved onto a grid of whole pictures, and repeated where there is none.
        "-fps_mode", "passthrough",
        "-enc_time_base", string.Create(CultureInfo.InvariantCulture, $"1:{stretch.Timescale}"),
        "-video_track_timescale", stretch.Timescale.ToString(CultureInfo.InvariantCulture),
    ];

    private static string[] SilenceOf(Stretch stretch) =>
        stretch is { HasSound: true, Source.AudioCodec: null } ? ["-f", "lavfi", "-t", Text(stretch.Seconds), "-i", "anullsrc=r=48000:cl=stereo"] : [];

    private static string[] AudioOptions(Stretch stretch, int pictures) => !stretch.HasSound ? ["-an"] :
    [
        "-map", stretch.Source.AudioCodec is null ? string.Create(CultureInfo.InvariantCulture, $"{pictures + 1}:a:0") : "0:a:0",
        "-af", "aresample=async=1:first_pts=0", "-c:a", "aac", "-b:a", "128k", "-ar", SampleRate.ToString(CultureInfo.InvariantCulture), "-ac", "2",
    ];

    private static string Text(decimal seconds) => seconds.ToString("0.000000", CultureInfo.InvariantCulture);

    /// <param name="Decoder">FFmpeg is told which, so that a file cannot choose another reader for itself.</param>
    private sealed record Picture(string File, string Decoder, long FromMs, long UntilMs)
    {
        public string From => Text(FromMs / 1000m);

        public string Until => Text(UntilMs / 1000m);

        public string[] Input => ["-max_pixels", MaxImagePixels.ToString(CultureInfo.InvariantCulture), "-f", "image2", "-pattern_type", "none", "-c:v", Decoder, "-i", File];
    }
}
