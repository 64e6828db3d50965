using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Health.Pages;

/// <summary>The rules as people write them: bit rates in megabits.</summary>
internal sealed class HealthRulesModel
{
    private const double Mega = 1e6;

    public int? CheckSeconds { get; set; }

    public bool Black { get; set; }

    public bool Frozen { get; set; }

    public bool NoSignal { get; set; }

    public double? MinMbits { get; set; }

    public double? MaxMbits { get; set; }

    public double? MinFps { get; set; }

    public double? MaxFps { get; set; }

    public double? MaxGopSeconds { get; set; }

    public bool ExpectAudio { get; set; }

    public static HealthRulesModel From(StreamHealthRules rules) => new()
    {
        CheckSeconds = rules.CheckSeconds,
        Black = rules.Black,
        Frozen = rules.Frozen,
        NoSignal = rules.NoSignal,
        MinMbits = rules.MinBitsPerSecond / Mega,
        MaxMbits = rules.MaxBitsPerSecond / Mega,
        MinFps = rules.MinFps,
        MaxFps = rules.MaxFps,
        MaxGopSeconds = rules.MaxGopSeconds,
        ExpectAudio = rules.ExpectAudio,
    };

    public StreamHealthRulesDto ToRequest() =>
        new(CheckSeconds, Black, Frozen, NoSignal, Bits(MinMbits), Bits(MaxMbits), MinFps, MaxFps, MaxGopSeconds, ExpectAudio);

    private static long? Bits(double? megabits) => megabits is { } value ? (long)Math.Round(Math.Clamp(value, -1, 1e6) * Mega) : null;
}
