using System.Globalization;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Shared;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Health.Pages;

/// <summary>Kinds, figures and bounds in the words of the reader.</summary>
internal static class ConditionWords
{
    /// <summary>A few words for a kind of alert; the code itself where we have none.</summary>
    public static string Alert(this IStringLocalizer<StreamConditionText> text, string kind) => text[$"Alert.{kind}"] is { ResourceNotFound: false } found ? found.Value : kind;

    public static string Percent(double share) => share.ToString(share is > 0.999 and < 1 or > 0 and < 0.001 ? "0.00 %" : "0.# %", CultureInfo.CurrentCulture);

    /// <summary>"at least 1", "at most 5", "1 to 5"; null where nothing is asked for.</summary>
    public static string? Bound(this IStringLocalizer<StreamConditionText> text, string? least, string? most)
    {
        if (least is null) return most is null ? null : text["Figure.Most", most].Value;
        return most is null ? text["Figure.Least", least].Value : text["Figure.Between", least, most].Value;
    }

    /// <summary>What a person should notice of the picture.</summary>
    public static string Look(this IStringLocalizer<StreamConditionText> text, PictureFacts picture, HealthVerdict frozen)
    {
        if (HealthSigns.IsBlack(picture)) return text["Picture.Looks.black"];
        if (HealthSigns.IsNoSignal(picture)) return text["Picture.Looks.no-signal"];
        return frozen == HealthVerdict.Bad ? text["Picture.Looks.frozen"] : text["Picture.Looks.well"];
    }

    public static string Seconds(this IStringLocalizer<StreamConditionText> text, double seconds) => text["Figure.Seconds", seconds.ToString("0.#", CultureInfo.CurrentCulture)];

    public static string Fps(this IStringLocalizer<StreamConditionText> text, double fps) => text["Figure.Fps.Value", fps.ToString("0.##", CultureInfo.CurrentCulture)];

    public static string? Rate(long? bits) => bits is { } known ? Format.BitRate(known) : null;
}
