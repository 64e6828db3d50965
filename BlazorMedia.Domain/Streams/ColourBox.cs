using System.Globalization;

namespace BlazorMedia.Domain.Streams;

/// <summary>A range of colours, each bound from 0 to 255 and inclusive.</summary>
public readonly record struct ColourBox(byte MinRed, byte MaxRed, byte MinGreen, byte MaxGreen, byte MinBlue, byte MaxBlue)
{
    public bool Holds(byte red, byte green, byte blue) =>
        red >= MinRed && red <= MaxRed && green >= MinGreen && green <= MaxGreen && blue >= MinBlue && blue <= MaxBlue;

    /// <param name="text"><c>r1-r2,g1-g2,b1-b2</c>.</param>
    /// <returns>Null when it is none.</returns>
    public static ColourBox? Parse(string? text)
    {
        if (text?.Split(',', StringSplitOptions.TrimEntries) is not [var red, var green, var blue]) return null;
        return Range(red) is { } r && Range(green) is { } g && Range(blue) is { } b ? new(r.Min, r.Max, g.Min, g.Max, b.Min, b.Max) : null;
    }

    private static (byte Min, byte Max)? Range(string text) =>
        text.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] && byte.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var min)
            && byte.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var max) && min <= max ? (min, max) : null;
}
