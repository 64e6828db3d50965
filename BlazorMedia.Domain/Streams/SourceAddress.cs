using System.Text.RegularExpressions;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>How a source is pulled; decides FFmpeg's input options.</summary>
public enum SourceKind
{
    Rtsp,
    Rtmp,
    Http,
    Hls,
    Srt,
    Udp,
    File,
    TestPattern,

    /// <summary>Not pulled: a program sends it to us, by RTMP or SRT.</summary>
    Publish,
}

/// <summary>The address of a source, checked. <see cref="Url"/> may hold a password; show <see cref="Masked"/>.</summary>
public sealed partial record SourceAddress(SourceKind Kind, string Url)
{
    public const int MaxLength = 2000;

    /// <summary>The whole address of a source that is sent to us.</summary>
    public const string Publisher = "publisher";

    /// <summary>The name of a file source, without scheme and leading slashes; relative to the folder of source files.</summary>
    public string? FileName => Kind == SourceKind.File ? Uri.UnescapeDataString(Url["file:".Length..].TrimStart('/')) : null;

    /// <summary>The address with the password, and every query value that looks like a secret, replaced by <c>***</c>.</summary>
    public string Masked => Kind == SourceKind.Publish ? Publisher : Mask(Url);

    /// <summary>True when FFmpeg itself waits for the source to come: silence before the first picture is no failure.</summary>
    public bool IsListener => Kind == SourceKind.Srt && Url.Contains("mode=listener", StringComparison.Ordinal);

    public bool HasSecret => Masked != Url;

    public static Result<SourceAddress> Parse(string? text)
    {
        var url = text?.Trim();
        if (string.IsNullOrEmpty(url)) return StreamRefusals.SourceMissing;
        if (url.Length > MaxLength || url.Any(char.IsControl)) return StreamRefusals.SourceInvalid;
        // These name nothing on a network, and "file:clip.mp4" and "testpattern://" are no addresses to a parser of network addresses.
        if (url.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) return new SourceAddress(SourceKind.File, url);
        if (url.StartsWith("testpattern:", StringComparison.OrdinalIgnoreCase)) return new SourceAddress(SourceKind.TestPattern, url);
        if (SrtDoor.Read(url) is { } published) return published;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return StreamRefusals.SourceInvalid;
        if (KindOf(uri) is not { } kind) return StreamRefusals.SourceSchemeUnknown;
        if (string.IsNullOrEmpty(uri.Host)) return StreamRefusals.SourceHostMissing;
        if (kind is SourceKind.Srt or SourceKind.Udp && uri.Port <= 0) return StreamRefusals.SourcePortMissing;
        return new SourceAddress(kind, url);
    }

    public static string Mask(string url)
    {
        var masked = UserInfo().Replace(url, m => m.Groups["user"].Success ? $"{m.Groups["scheme"].Value}{m.Groups["user"].Value}:***@" : $"{m.Groups["scheme"].Value}***@");
        return SecretValue().Replace(masked, "${key}***");
    }

    /// <summary>True for an address that was shown by this server and then changed: its secret is not in it any more.</summary>
    public static bool LooksMasked(string? text) => text is not null && (text.Contains("***@", StringComparison.Ordinal) || text.Contains("=***", StringComparison.Ordinal));

    private static SourceKind? KindOf(Uri uri) => uri.Scheme switch
    {
        "rtsp" or "rtsps" => SourceKind.Rtsp,
        "rtmp" or "rtmps" => SourceKind.Rtmp,
        "http" or "https" => uri.AbsolutePath.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase) ? SourceKind.Hls : SourceKind.Http,
        "srt" => SourceKind.Srt,
        "udp" => SourceKind.Udp,
        _ => null,
    };

    // The password may itself hold "@" (careless but common), so the last "@" before the path counts. A user alone may be a token.
    [GeneratedRegex(@"(?<scheme>[a-zA-Z][a-zA-Z0-9+.\-]*://)(?:(?<user>[^/?#:@\s]*):[^/?#\s]*|[^/?#:@\s]+)@")]
    private static partial Regex UserInfo();

    // In queries, and in paths as some cameras want them: /user=admin_password=X_channel=1.
    [GeneratedRegex(@"(?<key>[?&/_;,](?:[a-z]*pass[a-z]*|[a-z]*pwd|psw|pas|loginpas|[a-z_]*token|[a-z_]*key|secret|sig|signature|auth|authorization|hdnts|streamid)=)[^&#\s]+?(?=_[a-z]+=|[&#\s]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}
