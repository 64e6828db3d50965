using System.Globalization;
using System.Text.Json;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>What a try of a source found.</summary>
/// <param name="Ok">True when there is a picture.</param>
/// <param name="Reason">Code when not: refused, unauthorised, not-found, timeout, dns, unreachable, unsupported, no-video, failed.</param>
/// <param name="Message">FFmpeg's own line, without secrets; empty when all is well.</param>
/// <param name="BitsPerSecond">Measured over about two seconds.</param>
public sealed record SourceReport(
    bool Ok, string? Reason, string Message, string? VideoCodec, int Width, int Height, double? Fps, string? AudioCodec, long? BitsPerSecond)
{
    internal static SourceReport Failed(string reason, string message) => new(false, reason, message, null, 0, 0, null, null, null);

    /// <param name="json">ffprobe's streams and packets.</param>
    internal static SourceReport Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var streams = document.RootElement.TryGetProperty("streams", out var found) ? found.EnumerateArray().ToList() : [];
        var video = streams.FirstOrDefault(s => Text(s, "codec_type") == "video");
        var audio = streams.FirstOrDefault(s => Text(s, "codec_type") == "audio");
        if (video.ValueKind == JsonValueKind.Undefined) return Failed("no-video", "");
        var packets = document.RootElement.TryGetProperty("packets", out var list) ? list.EnumerateArray().ToList() : [];
        return new(true, null, "", Text(video, "codec_name"), Number(video, "width"), Number(video, "height"), FrameRate(video), audio.ValueKind == JsonValueKind.Undefined ? null : Text(audio, "codec_name"), BitRate(packets));
    }

    private static long? BitRate(List<JsonElement> packets)
    {
        var times = packets.Select(p => double.TryParse(Text(p, "pts_time"), CultureInfo.InvariantCulture, out var t) ? t : double.NaN).Where(double.IsFinite).ToList();
        if (times.Count < 2 || times.Max() - times.Min() < 0.5) return null;
        return (long)(packets.Sum(p => long.Parse(Text(p, "size") ?? "0", CultureInfo.InvariantCulture)) * 8 / (times.Max() - times.Min()));
    }

    private static double? FrameRate(JsonElement video)
    {
        foreach (var name in (string[])["avg_frame_rate", "r_frame_rate"])
            if (Text(video, name)?.Split('/') is [var a, var b] && double.Parse(b, CultureInfo.InvariantCulture) is > 0 and var divisor && double.Parse(a, CultureInfo.InvariantCulture) is > 0 and var pictures)
                return Math.Round(pictures / divisor, 2);
        return null;
    }

    private static int Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
