namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>A stretch of a piece that is encoded anew, and into what.</summary>
/// <param name="Piece">Which piece of the export.</param>
/// <param name="From">In seconds of the source's time line; pictures that are shown earlier are left out.</param>
/// <param name="Until">In seconds of the source's time line; pictures that are shown then or later are left out.</param>
/// <param name="Width">Of the film; a source of another size is fitted in.</param>
/// <param name="Rate">Pictures a second, as FFmpeg writes them; null = as they come.</param>
/// <param name="Timescale">Ticks a second of the video track.</param>
/// <param name="Sps">Number of the parameter sets, so that pictures of other encoders can stand beside these.</param>
/// <param name="HasSound">AAC, 48 kHz, two channels; silence where the source has none. False: the sound comes from elsewhere.</param>
internal sealed record Stretch(ExportSource Source, int Piece, decimal From, decimal Until, int Width, int Height, string? Rate, int Timescale, int Sps, bool HasSound)
{
    public decimal Seconds => Until - From;

    public long FromMs => (long)decimal.Round(From * 1000);

    public long UntilMs => (long)decimal.Round(Until * 1000);
}
