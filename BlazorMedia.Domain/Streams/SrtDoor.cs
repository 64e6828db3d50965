using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorMedia.Domain.Streams;

/// <summary>Where a published stream may also come in by SRT: a port of its own, because FFmpeg's listener cannot tell streams apart, and a passphrase.</summary>
/// <param name="Port">UDP port, 1 to 65535.</param>
/// <param name="Passphrase">10 to 79 letters and digits, as SRT demands.</param>
public sealed partial record SrtDoor(int Port, string Passphrase)
{
    /// <summary>The address of a published source with this door, or with none. It is stored encrypted and never shown.</summary>
    public static SourceAddress SourceWith(SrtDoor? door) => new(
        SourceKind.Publish, door is null ? SourceAddress.Publisher : string.Create(CultureInfo.InvariantCulture, $"{SourceAddress.Publisher}?srt={door.Port}&passphrase={door.Passphrase}"));

    /// <summary>The door of a published source; null without one.</summary>
    public static SrtDoor? Of(SourceAddress source) =>
        source.Kind == SourceKind.Publish && Form().Match(source.Url) is { Success: true } match && match.Groups["port"].Success
            ? new(int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["passphrase"].Value)
            : null;

    /// <summary>What FFmpeg listens at.</summary>
    public SourceAddress Listener => new(SourceKind.Srt, string.Create(CultureInfo.InvariantCulture, $"srt://0.0.0.0:{Port}?mode=listener&pbkeylen=16&passphrase={Passphrase}"));

    /// <returns>Null when the text is no published source.</returns>
    internal static SourceAddress? Read(string text)
    {
        if (Form().Match(text) is not { Success: true } match) return null;
        return match.Groups["port"].Success ? new(SourceKind.Publish, SourceAddress.Publisher + match.Groups["door"].Value) : new(SourceKind.Publish, SourceAddress.Publisher);
    }

    // MediaMTX writes "publisher"; "publish://" is for those who expect an address.
    [GeneratedRegex(@"^(?:publisher|publish:(?://)?)(?<door>\?srt=(?<port>[1-9]\d{0,4})&passphrase=(?<passphrase>[A-Za-z0-9]{10,79}))?$")]
    private static partial Regex Form();
}
