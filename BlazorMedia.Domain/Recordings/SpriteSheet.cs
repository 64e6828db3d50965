namespace BlazorMedia.Domain.Recordings;

/// <summary>How the small pictures of a recording stand on their sheet: row by row, evenly spaced in time. The length alone decides it.</summary>
/// <param name="Count">How many pictures there are.</param>
/// <param name="StepMs">From one picture to the next, in the time of the file.</param>
public sealed record SpriteSheet(int Count, long StepMs)
{
    public const int TileWidth = 160;
    public const int TileHeight = 90;
    public const int Columns = 10;

    /// <summary>More would make the sheet of a long recording heavier than the look at it is worth.</summary>
    public const int MostPictures = 120;

    private const long ShortestStepMs = 10_000;

    public int Rows => (Count + Columns - 1) / Columns;

    public static SpriteSheet For(long durationMs)
    {
        var step = Math.Max(ShortestStepMs, (durationMs + MostPictures - 1) / MostPictures);
        return new((int)Math.Max(1, (durationMs + step - 1) / step), step);
    }
}
