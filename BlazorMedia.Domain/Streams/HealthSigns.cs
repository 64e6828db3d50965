using System.Globalization;

namespace BlazorMedia.Domain.Streams;

/// <summary>Holds what arrives against the rules of a path.</summary>
public static class HealthSigns
{
    // Two keyframes of a frozen camera are now and then the same to the bit, whatever the encoder does with its bit rate; those of a living
    // one differed by 0.14 at the very least (a noise of one step under a thrifty encoder), usually by 0.3 and more.
    private const double Same = 0.05;
    private const double Different = 0.2;

    // A moving picture that happens to repeat itself, as a looped film does, is no frozen one.
    private const double Moving = 1.5;

    public static bool IsBlack(PictureFacts picture) => picture is { MeanLuma: < 16, LumaDeviation: < 6 };

    public static bool IsNoSignal(PictureFacts picture) => picture is { Coloured: > 0.9, DominantHue: > 0.95 };

    /// <summary>One sign per kind that the figures speak of. Where nothing arrives, all is well here: the state of the path says what is wrong.</summary>
    public static IEnumerable<HealthSign> Of(StreamHealthRules rules, HealthFigures figures)
    {
        yield return Below(AlertKinds.BitRateLow, figures, figures.BitsPerSecond, rules.MinBitsPerSecond, Rate);
        yield return Above(AlertKinds.BitRateHigh, figures, figures.BitsPerSecond, rules.MaxBitsPerSecond, Rate);
        yield return Below(AlertKinds.FpsLow, figures, figures.Fps, rules.MinFps, f => Number(f, "fps"));
        yield return Above(AlertKinds.FpsHigh, figures, figures.Fps, rules.MaxFps, f => Number(f, "fps"));
        yield return Above(AlertKinds.GopLong, figures, figures.GopSeconds, rules.MaxGopSeconds, s => Number(s, "s"));
        yield return new(AlertKinds.AudioMissing, !rules.ExpectAudio ? HealthVerdict.Unchecked : !figures.IsLive ? HealthVerdict.Well : figures.HasAudio switch
        {
            true => HealthVerdict.Well,
            false => HealthVerdict.Bad,
            null => HealthVerdict.Unsure,
        });
    }

    /// <summary>One sign per kind that a measured picture speaks of.</summary>
    /// <param name="picture">Null: nothing arrives.</param>
    public static IEnumerable<HealthSign> Of(StreamHealthRules rules, PictureFacts? picture)
    {
        var (isBlack, isNoSignal) = picture is null ? (false, false) : (IsBlack(picture), IsNoSignal(picture));
        yield return new(AlertKinds.Black, Judge(rules.Black, isBlack));
        yield return new(AlertKinds.NoSignal, Judge(rules.NoSignal, isNoSignal));
        // What is said already by a better word is not said twice.
        var isNamed = (rules.Black && isBlack) || (rules.NoSignal && isNoSignal);
        yield return new(AlertKinds.Frozen, !rules.Frozen ? HealthVerdict.Unchecked : isNamed ? HealthVerdict.Unsure : Freeze(picture));
    }

    private static HealthVerdict Judge(bool isChecked, bool isBad) => !isChecked ? HealthVerdict.Unchecked : isBad ? HealthVerdict.Bad : HealthVerdict.Well;

    private static HealthVerdict Freeze(PictureFacts? picture) => picture switch
    {
        null => HealthVerdict.Well,
        { Nearest: < Same, Change: < Moving } => HealthVerdict.Bad,
        { Nearest: >= Different } or { Change: >= Moving } => HealthVerdict.Well,
        _ => HealthVerdict.Unsure,
    };

    private static HealthSign Below(string kind, HealthFigures figures, double? value, double? bound, Func<double, string> words) =>
        Bounded(kind, figures, value, bound, value < bound, words);

    private static HealthSign Above(string kind, HealthFigures figures, double? value, double? bound, Func<double, string> words) =>
        Bounded(kind, figures, value, bound, value > bound, words);

    private static HealthSign Bounded(string kind, HealthFigures figures, double? value, double? bound, bool isOut, Func<double, string> words) => (bound, figures.IsLive, value) switch
    {
        (null, _, _) => new(kind, HealthVerdict.Unchecked),
        (_, false, _) => new(kind, HealthVerdict.Well),
        (_, _, null) => new(kind, HealthVerdict.Unsure),
        (_, _, { } known) => new(kind, isOut ? HealthVerdict.Bad : HealthVerdict.Well, words(known)),
    };

    private static string Rate(double bits) => Number(bits / 1e6, "Mbit/s");

    private static string Number(double value, string unit) => value.ToString("0.##", CultureInfo.InvariantCulture) + " " + unit;
}
