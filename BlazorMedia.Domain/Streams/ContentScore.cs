namespace BlazorMedia.Domain.Streams;

/// <summary>How much a picture looks like content: the share of strongly coloured pixels, 0 to 100.</summary>
public static class ContentScore
{
    // Below it one hue is nearly alone: the blue that encoders show without an input, or a red logo on black.
    private const double LeastHueEntropy = 0.8;

    public static int Of(PictureFacts facts) => facts.HueEntropy >= LeastHueEntropy ? (int)Math.Round(100 * facts.Strong, MidpointRounding.AwayFromZero) : 0;
}
