namespace BlazorMedia.Domain.Streams;

/// <summary>What one keyframe looks like, measured on a small copy of it (see <c>PictureMeasure</c>).</summary>
/// <param name="At">Wall clock of the keyframe.</param>
/// <param name="MeanLuma">0 black to 255 white.</param>
/// <param name="LumaDeviation">Standard deviation of the luma; near 0 = one flat colour.</param>
/// <param name="Coloured">Share of coloured pixels, 0 to 1.</param>
/// <param name="Strong">Share of strongly coloured pixels, 0 to 1.</param>
/// <param name="HueEntropy">Bits over 12 bins of hue; 0 = one colour, 3.6 = all alike.</param>
/// <param name="DominantHue">Share of the commonest hue among the coloured pixels, 0 to 1.</param>
/// <param name="Change">Mean absolute difference of luma from the keyframe measured before, 0 to 255; null for the first.</param>
/// <param name="ColourBox">Share of pixels within the path's colour box (device trigger), 0 to 1.</param>
/// <param name="Nearest">The least such difference from any of the last keyframes: two pictures of a living camera differ by its noise, those of a frozen one are at times the same; null for the first.</param>
public sealed record PictureFacts(
    DateTimeOffset At, double MeanLuma, double LumaDeviation, double Coloured, double Strong, double HueEntropy, double DominantHue, double? Change, double ColourBox = 0, double? Nearest = null);
