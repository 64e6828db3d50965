using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>Understands what FFmpeg 5 says on stderr. The words are its own and the operating system's (strerror).</summary>
internal static class FfmpegLog
{
    private static readonly (string Words, string Reason)[] Reasons =
    [
        ("401 Unauthorized", "unauthorised"),
        ("authorization failed", "unauthorised"),
        ("403 Forbidden", "unauthorised"),
        ("404 Not Found", "not-found"),
        ("Stream Not Found", "not-found"),
        ("No such file or directory", "not-found"),
        ("Connection refused", "refused"),
        ("Stream ends prematurely", "closed"),
        ("timed out", "timeout"),
        ("Input/output error", "timeout"),
        ("Failed to resolve hostname", "dns"),
        ("Name or service not known", "dns"),
        ("Temporary failure in name resolution", "dns"),
        ("No route to host", "unreachable"),
        ("Network is unreachable", "unreachable"),
        ("No space left on device", "no-space"),
        ("matches no streams", "no-video"),
        ("does not contain any stream", "no-video"),
        ("Invalid data found", "unsupported"),
        ("Protocol not found", "unsupported"),
        ("not on whitelist", "unsupported"),
    ];

    /// <summary>The reason code of the first line that names a cause, or null. No space wins: what follows it is only its echo.</summary>
    public static string? Classify(IEnumerable<string> lines)
    {
        string? found = null;
        foreach (var line in lines)
        {
            var reason = Array.Find(Reasons, r => line.Contains(r.Words, StringComparison.OrdinalIgnoreCase)).Reason;
            if (reason == "no-space") return reason;
            found ??= reason;
        }
        return found;
    }

    /// <param name="lasted">A server that accepts and then says nothing is "invalid data" to FFmpeg, once its time-out is over.</param>
    public static string? Classify(IEnumerable<string> lines, TimeSpan lasted)
    {
        var reason = Classify(lines);
        return reason == "unsupported" && lasted >= FfmpegArguments.Patience ? "timeout" : reason;
    }

    /// <summary>True when MP4 could not be begun with this plan.</summary>
    /// <remarks>A stream joined before its first keyframe, a full disk or a missing folder fail here too, but teach nothing.</remarks>
    public static bool IsHeaderFailure(IReadOnlyCollection<string> lines) => !lines.Any(l => Accidents.Any(a => l.Contains(a, StringComparison.OrdinalIgnoreCase))) && lines.Any(l =>
        l.Contains("Could not find tag for codec", StringComparison.Ordinal)
        || l.Contains("Could not write header", StringComparison.Ordinal)
        || l.Contains("codec not currently supported in container", StringComparison.Ordinal));

    /// <summary>True when the codec without a tag is one of sound.</summary>
    public static bool IsAudioAtFault(IEnumerable<string> lines) => lines.Any(l =>
        l.Contains("before AC3 packets", StringComparison.Ordinal)
        || (l.Contains("Could not find tag for codec", StringComparison.Ordinal) && AudioCodecs.Any(c => l.Contains("codec " + c, StringComparison.Ordinal))));

    /// <summary>Without FFmpeg's level and context marks, and without secrets.</summary>
    public static string Readable(string line)
    {
        while (line.StartsWith('[') && line.IndexOf("] ", StringComparison.Ordinal) is > 0 and var end) line = line[(end + 2)..];
        return SourceAddress.Mask(line.Trim());
    }

    public static bool IsError(string line) => line.Contains("[error]", StringComparison.Ordinal) || line.Contains("[fatal]", StringComparison.Ordinal);

    private static readonly string[] Accidents = ["dimensions not set", "No space left", "No such file"];

    private static readonly string[] AudioCodecs = ["pcm_", "adpcm_", "g7", "gsm", "speex", "nellymoser", "wma", "vorbis", "amr", "cook"];
}
