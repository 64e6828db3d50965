using System.Globalization;
using System.Text;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>
/// Writes a low-latency media playlist (RFC 8216bis) over the ring: segments are the ring's files, parts a few of its fragments.
/// All addresses are relative to the playlist.
/// </summary>
internal static class HlsPlaylist
{
    // Parts are listed for the newest segments only, as the specification wants (three target durations).
    private const int SegmentsWithParts = 3;

    // A part of two fragments, and a picture more where the rate does not divide evenly.
    private const double MinPartTarget = 0.5;

    /// <returns>Null while there is no part that a player can begin with: sound may come before the first picture.</returns>
    public static string? Write(RingIndex ring)
    {
        var segments = ring.Segments.Where(s => s.Fragments.Length > 0).ToList();
        if (!segments.Exists(s => HlsPart.Of(s).Exists(p => p.IsKeyframe))) return null;
        var text = new StringBuilder();
        WriteHead(text, segments);
        RingRun? run = null;
        for (var index = 0; index < segments.Count; index++)
        {
            var segment = segments[index];
            if (segment.Run != run) WriteRun(text, segment.Run, isFirst: run is null);
            run = segment.Run;
            text.Append("#EXT-X-PROGRAM-DATE-TIME:").AppendLine(segment.StartsAt!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            if (index >= segments.Count - SegmentsWithParts) WriteParts(text, segment);
            if (segment.IsClosed) text.Append(Inv($"#EXTINF:{segment.Duration.TotalSeconds:F5},")).AppendLine().Append(UrlOf(segment)).AppendLine(".m4s");
        }
        if (segments[^1] is { IsClosed: false } last) text.AppendLine(Inv($"#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{UrlOf(last)}.{HlsPart.Of(last).Count}.m4s\""));
        // hls.js takes a closed segment for the one to come unless some line follows it; then the times of the two get mixed up and it stalls.
        else text.AppendLine("# the next segment has not begun");
        return text.ToString();
    }

    /// <summary>True when the playlist already holds what a blocking reload asks for.</summary>
    /// <param name="part">Index in the segment; null = the whole segment.</param>
    public static bool Holds(RingIndex ring, long mediaSequence, int? part)
    {
        if (ring.Segments.LastOrDefault(s => s.Fragments.Length > 0) is not { } last) return false;
        return last.MediaSequence > mediaSequence
            || (last.MediaSequence == mediaSequence && (last.IsClosed || (part is { } wanted && HlsPart.Of(last).Count > wanted)));
    }

    private static void WriteHead(StringBuilder text, List<RingSegment> segments)
    {
        var target = Math.Max(7, segments.Max(s => s.Duration.TotalSeconds));
        var part = Math.Max(MinPartTarget, segments.TakeLast(SegmentsWithParts).SelectMany(HlsPart.Of).Select(p => p.Duration.TotalSeconds).DefaultIfEmpty(0).Max());
        text.AppendLine("#EXTM3U").AppendLine("#EXT-X-VERSION:9")
            .AppendLine(Inv($"#EXT-X-TARGETDURATION:{Math.Ceiling(target):F0}"))
            .AppendLine(Inv($"#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK={3 * part:F3}"))
            .AppendLine(Inv($"#EXT-X-PART-INF:PART-TARGET={part:F3}"))
            .AppendLine(Inv($"#EXT-X-MEDIA-SEQUENCE:{segments[0].MediaSequence}"))
            .AppendLine(Inv($"#EXT-X-DISCONTINUITY-SEQUENCE:{segments[0].Run.Ordinal}"));
    }

    private static void WriteRun(StringBuilder text, RingRun run, bool isFirst)
    {
        if (!isFirst) text.AppendLine("#EXT-X-DISCONTINUITY");
        text.AppendLine(Inv($"#EXT-X-MAP:URI=\"{run.Id}/init.mp4\""));
    }

    private static void WriteParts(StringBuilder text, RingSegment segment)
    {
        foreach (var (number, part) in HlsPart.Of(segment).Index())
            text.AppendLine(Inv($"#EXT-X-PART:DURATION={part.Duration.TotalSeconds:F5},URI=\"{UrlOf(segment)}.{number}.m4s\"{(part.IsKeyframe ? ",INDEPENDENT=YES" : "")}"));
    }

    private static string UrlOf(RingSegment segment) => Inv($"{segment.Run.Id}/{segment.Number}");

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
