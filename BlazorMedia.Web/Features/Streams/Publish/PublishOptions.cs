using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace BlazorMedia.Web.Features.Streams.Publish;

/// <summary>Section <c>Streams:Publish</c>: where streams are sent to us.</summary>
internal sealed record PublishOptions
{
    public const string Section = "Streams:Publish";

    /// <summary>TCP port for RTMP; 0 = none.</summary>
    [Range(0, 65535)]
    public int RtmpPort { get; init; } = 1935;

    /// <summary>UDP ports for SRT, one per stream that is reached by it, for example <c>9000-9099</c>; null = none.</summary>
    [RegularExpression(@"[1-9]\d{0,4}(-[1-9]\d{0,4})?")]
    public string? SrtPorts { get; init; }

    /// <summary>The ports of <see cref="SrtPorts"/>, ascending.</summary>
    public IEnumerable<int> SrtPortList => (SrtPorts ?? "").Split('-') switch
    {
        [{ Length: > 0 } one] => Between(one, one),
        [var first, var last] => Between(first, last),
        _ => [],
    };

    private static IEnumerable<int> Between(string first, string last)
    {
        var (from, to) = (int.Parse(first, CultureInfo.InvariantCulture), Math.Min(int.Parse(last, CultureInfo.InvariantCulture), ushort.MaxValue));
        return Enumerable.Range(from, Math.Max(0, to - from + 1));
    }
}
