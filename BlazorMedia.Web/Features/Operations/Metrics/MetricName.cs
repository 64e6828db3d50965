using System.Diagnostics.Metrics;
using System.Text;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>From an instrument's name and unit to Prometheus' rules: letters, digits and <c>_</c>; the base unit and <c>_total</c> at the end.</summary>
internal static class MetricName
{
    public static string Of(Instrument instrument, bool isCounter) => Of(instrument.Name, instrument.Unit, isCounter);

    public static string Of(string name, string? unit, bool isCounter)
    {
        var plain = Plain(isCounter && name.EndsWith(".total", StringComparison.Ordinal) ? name[..^".total".Length] : name);
        var suffix = UnitOf(unit);
        if (suffix is not null && !plain.EndsWith("_" + suffix, StringComparison.Ordinal)) plain += "_" + suffix;
        return isCounter ? plain + "_total" : plain;
    }

    /// <summary>A label's name; also the colon, which is for recording rules, is none of ours.</summary>
    public static string Plain(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var letter in name) text.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        if (text.Length == 0 || char.IsAsciiDigit(text[0])) text.Insert(0, '_');
        return text.ToString();
    }

    // UCUM; what stands in braces is a note for people and no unit.
    private static string? UnitOf(string? unit) => unit switch
    {
        null or "" or "1" => null,
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ when unit.StartsWith('{') => null,
        _ => Plain(unit),
    };
}
