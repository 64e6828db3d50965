namespace BlazorMedia.Domain.Streams;

/// <summary>Measures a small copy of a picture: how light, how even, how colourful. The bounds are those that told test pictures, noise, night pictures and "no signal" screens apart.</summary>
public static class PictureMeasure
{
    private const int HueBins = 12;

    /// <param name="rgb">Three bytes per pixel; every pixel counts alike, so its width does not matter.</param>
    /// <param name="previousLuma">What an earlier call wrote to <paramref name="luma"/>; empty for the first picture, or one of another size.</param>
    /// <param name="luma">Written: one byte per pixel, for the next call.</param>
    public static PictureFacts Measure(ReadOnlySpan<byte> rgb, ReadOnlySpan<byte> previousLuma, Span<byte> luma, DateTimeOffset at, ColourBox? box = null)
    {
        var pixels = rgb.Length / 3;
        ArgumentOutOfRangeException.ThrowIfZero(pixels, nameof(rgb));
        ArgumentOutOfRangeException.ThrowIfLessThan(luma.Length, pixels, nameof(luma));
        Span<int> hues = stackalloc int[HueBins];
        var (coloured, strong, inBox) = (0, 0, 0);
        for (var i = 0; i < pixels; i++)
        {
            var (red, green, blue) = (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]);
            luma[i] = (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
            if (box?.Holds(red, green, blue) == true) inBox++;
            var (max, min) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
            var spread = max - min;
            if (spread >= 60 && max >= 64) strong++;
            // A fifth of saturation, in whole numbers.
            if (spread < 24 || max < 40 || spread * 5 < max) continue;
            coloured++;
            hues[HueBin(red, green, blue, max, spread)]++;
        }
        var (mean, deviation) = Spread(luma[..pixels]);
        var (entropy, dominant) = Hues(hues, coloured);
        return new(at, mean, deviation, Share(coloured, pixels), Share(strong, pixels), entropy, dominant, Difference(luma[..pixels], previousLuma), Share(inBox, pixels));
    }

    /// <summary>Mean absolute difference of two copies of luma; null when they are not of the same size.</summary>
    public static double? Difference(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> other)
    {
        if (other.Length != luma.Length) return null;
        long sum = 0;
        for (var i = 0; i < luma.Length; i++) sum += Math.Abs(luma[i] - other[i]);
        return (double)sum / luma.Length;
    }

    private static double Share(int part, int whole) => (double)part / whole;

    private static int HueBin(int red, int green, int blue, int max, int spread)
    {
        var sixth = max == red ? (green - blue) / (double)spread : max == green ? 2 + ((blue - red) / (double)spread) : 4 + ((red - green) / (double)spread);
        return (int)Math.Floor((sixth < 0 ? sixth + 6 : sixth) * HueBins / 6) % HueBins;
    }

    private static (double Mean, double Deviation) Spread(ReadOnlySpan<byte> luma)
    {
        long sum = 0, squares = 0;
        foreach (var value in luma)
        {
            sum += value;
            squares += value * value;
        }
        var mean = (double)sum / luma.Length;
        return (mean, Math.Sqrt(Math.Max(0, ((double)squares / luma.Length) - (mean * mean))));
    }

    private static (double Entropy, double Dominant) Hues(ReadOnlySpan<int> hues, int coloured)
    {
        if (coloured == 0) return (0, 0);
        var (entropy, most) = (0.0, 0);
        foreach (var count in hues)
        {
            if (count == 0) continue;
            entropy -= Share(count, coloured) * Math.Log2(Share(count, coloured));
            most = Math.Max(most, count);
        }
        return (entropy, Share(most, coloured));
    }
}
