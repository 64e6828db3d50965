using System.Globalization;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>A range of each colour, 0 to 255 and inclusive; how much of a picture lies in it is the score of an encoder box's snapshot.</summary>
public sealed record ColourBox(byte MinRed, byte MaxRed, byte MinGreen, byte MaxGreen, byte MinBlue, byte MaxBlue)
{
    /// <summary>Width and height of the copy that is scored.</summary>
    public const int Size = 100;

    private const int Step = 8;

    // MediaMTX Pro divides its 169 points by (100 / 8) squared, so thresholds that were tuned there mean the same here. The most is 117.
    private const double Divisor = 144;

    /// <summary>That of MediaMTX Pro: the colours of an endoscope's picture.</summary>
    public static ColourBox Reference { get; } = new(130, 240, 60, 160, 40, 130);

    /// <summary>Null and blank mean <see cref="Reference"/>.</summary>
    public static Result<ColourBox> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Reference;
        var bounds = text.Split(',').SelectMany(r => r.Split('-')).Select(b => byte.TryParse(b.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bound) ? bound : -1).ToArray();
        var isBox = text.Count(c => c == ',') == 2 && bounds is [>= 0, >= 0, >= 0, >= 0, >= 0, >= 0] && bounds[0] <= bounds[1] && bounds[2] <= bounds[3] && bounds[4] <= bounds[5];
        return isBox ? new ColourBox((byte)bounds[0], (byte)bounds[1], (byte)bounds[2], (byte)bounds[3], (byte)bounds[4], (byte)bounds[5]) : TriggerRefusals.ColourBoxInvalid;
    }

    /// <param name="rgb">Three bytes per pixel, <see cref="Size"/> times <see cref="Size"/> pixels.</param>
    public int ScoreOf(ReadOnlySpan<byte> rgb)
    {
        var hits = 0;
        for (var y = 0; y < Size; y += Step)
            for (var x = 0; x < Size; x += Step)
                if (Contains(rgb.Slice(((y * Size) + x) * 3, 3))) hits++;
        return (int)Math.Round(100 * hits / Divisor, MidpointRounding.AwayFromZero);
    }

    public override string ToString() => FormattableString.Invariant($"{MinRed}-{MaxRed},{MinGreen}-{MaxGreen},{MinBlue}-{MaxBlue}");

    private bool Contains(ReadOnlySpan<byte> pixel) =>
        pixel[0] >= MinRed && pixel[0] <= MaxRed && pixel[1] >= MinGreen && pixel[1] <= MaxGreen && pixel[2] >= MinBlue && pixel[2] <= MaxBlue;
}
