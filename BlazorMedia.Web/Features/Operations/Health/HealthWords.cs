using System.Globalization;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>What checks say, in the reader's language and zone: by the texts of the feature that owns them.</summary>
internal sealed class HealthWords(IStringLocalizerFactory texts, IEnumerable<HealthCheckWords> checks, IStringLocalizer<HealthText> text, ViewerClock viewer)
{
    public string TitleOf(string key) => Find(key, $"health.{key}", []) ?? key;

    /// <summary>Null when all is well and there is nothing to add.</summary>
    public string? FindingOf(string key, string? code, string arguments, string? sentence)
    {
        if (code is null) return sentence;
        object[] values = [.. FindingArguments.Read(arguments).Select(a => (object)Shown(a))];
        return Find(key, $"health.{key}.{code}", values) ?? Find(key, $"health.{code}", values) ?? sentence ?? code;
    }

    public string? TodoOf(string key, string? code) => code is null ? null : Find(key, $"health.{key}.{code}.todo", []) ?? Find(key, $"health.{code}.todo", []);

    private string? Find(string key, string name, object[] values)
    {
        var owner = checks.FirstOrDefault(c => c.Key == key)?.Text is { } type ? Filled(texts.Create(type), name, values) : null;
        return owner ?? Filled(text, name, values);
    }

    private static string? Filled(IStringLocalizer from, string name, object[] values)
    {
        try
        {
            return from[name, values] is { ResourceNotFound: false } found ? found.Value : null;
        }
        catch (FormatException)
        {
            // A finding of an earlier version with fewer values than its words ask for now.
            return null;
        }
    }

    private string Shown(FindingArgument argument) => argument.Kind switch
    {
        "bytes" => Format.Bytes(long.Parse(argument.Value, CultureInfo.InvariantCulture)),
        "span" => Span(TimeSpan.FromSeconds(double.Parse(argument.Value, CultureInfo.InvariantCulture))),
        "time" => Format.Moment(viewer.ToLocal(DateTimeOffset.Parse(argument.Value, CultureInfo.InvariantCulture)), viewer.ToLocal(viewer.Now)),
        "number" => double.Parse(argument.Value, CultureInfo.InvariantCulture).ToString("#,0.#", CultureInfo.CurrentCulture),
        _ => text[$"volume.{argument.Value}"] is { ResourceNotFound: false } volume ? volume.Value : argument.Value,
    };

    // Rough, as a forecast is.
    private string Span(TimeSpan span) =>
        span.TotalHours < 1 ? text["span.minutes", Math.Max(1, (int)span.TotalMinutes)]
        : span.TotalHours < 48 ? text["span.hours", (int)span.TotalHours]
        : text["span.days", (int)span.TotalDays];
}
