using System.Globalization;

namespace BlazorMedia.Tests.Support.Media;

/// <summary>One packet as ffprobe prints it; times in seconds.</summary>
internal sealed record MediaPacket(double Pts, double Dts, double Duration, int Size, bool IsKeyframe)
{
    public static MediaPacket Parse(string csv)
    {
        var parts = csv.Trim().TrimEnd(',').Split(',');
        return new(Number(parts[0]), Number(parts[1]), Number(parts[2]), int.Parse(parts[3], CultureInfo.InvariantCulture), parts[4].StartsWith('K'));
    }

    private static double Number(string text) => text == "N/A" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
