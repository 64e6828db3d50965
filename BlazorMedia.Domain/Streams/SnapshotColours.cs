namespace BlazorMedia.Domain.Streams;

/// <summary>How much of an encoder box's snapshot has the colours that matter, as MediaMTX Pro scores it.</summary>
public static class SnapshotColours
{
    /// <summary>Width and height of the copy that is scored.</summary>
    public const int Size = 100;

    private const int Step = 8;

    // The reference divides its 169 points by (100 / 8) squared, so thresholds that were tuned there mean the same here. The most is 117.
    private const double Divisor = 144;

    /// <summary>The reference's box: the colours of an endoscope's picture.</summary>
    public static ColourBox Reference { get; } = new(130, 240, 60, 160, 40, 130);

    /// <summary>As people write it.</summary>
    public static string ReferenceText => "130-240,60-160,40-130";

    /// <param name="rgb">Three bytes per pixel, <see cref="Size"/> times <see cref="Size"/> pixels.</param>
    public static int ScoreOf(ReadOnlySpan<byte> rgb, ColourBox box)
    {
        var hits = 0;
        for (var y = 0; y < Size; y += Step)
        {
            for (var x = 0; x < Size; x += Step)
            {
                var at = ((y * Size) + x) * 3;
                if (box.Holds(rgb[at], rgb[at + 1], rgb[at + 2])) hits++;
            }
        }
        return (int)Math.Round(100 * hits / Divisor, MidpointRounding.AwayFromZero);
    }
}
