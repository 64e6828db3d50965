using System.Globalization;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>A part of a picture, in pixels of the source. What reaches beyond the picture is moved and cut to fit.</summary>
public sealed record StillCrop(int X, int Y, int Width, int Height)
{
    private const int Largest = 65_535;

    /// <param name="text"><c>x,y,w,h</c>.</param>
    public static Result<StillCrop> Parse(string text)
    {
        var parts = text.Split(',');
        var numbers = new int[4];
        if (parts.Length != numbers.Length) return StillRefusals.CropInvalid;
        for (var i = 0; i < numbers.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.Integer, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > Largest) return StillRefusals.CropInvalid;
        return numbers[2] < 2 || numbers[3] < 2 ? StillRefusals.CropInvalid : new StillCrop(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
