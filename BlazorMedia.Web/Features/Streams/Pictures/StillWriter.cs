using System.Globalization;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Platform.Processes;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>Makes a JPEG of one keyframe by one short FFmpeg. As many at a time as the machine has cores; the others wait.</summary>
internal sealed class StillWriter : IDisposable
{
    // A keyframe is decoded in a fraction of this; what takes longer hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim turn = new(Math.Max(2, Environment.ProcessorCount));

    /// <param name="keyframe">A small MP4 whose first picture is wanted, see <see cref="StillFrames"/>.</param>
    /// <exception cref="InvalidDataException">FFmpeg cannot decode it.</exception>
    public async Task<byte[]> WriteAsync(ReadOnlyMemory<byte> keyframe, StillLook look, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Patience);
            var run = await BytesRun.RunAsync("ffmpeg", Arguments(look), keyframe, limit.Token);
            if (run.ExitCode == 0 && run.Output.Length > 0) return run.Output;
            throw new InvalidDataException($"FFmpeg could not make a picture of the keyframe: {run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new InvalidDataException("FFmpeg took too long to make a picture of the keyframe.");
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    // One thread: decoders with several hold pictures back, and one picture does not pay for them.
    internal static IEnumerable<string> Arguments(StillLook look) =>
    [
        "-hide_banner", "-loglevel", "error", "-threads", "1", "-f", "mp4", "-i", "pipe:0", "-map", "0:v:0", "-frames:v", "1",
        .. Filters(look) is { Length: > 0 } filters ? ["-vf", filters] : Array.Empty<string>(),
        "-c:v", "mjpeg", "-threads", "1", "-pix_fmt", "yuvj420p", "-q:v", Text(QuantizerOf(look.Quality)), "-f", "image2pipe", "pipe:1",
    ];

    private static string Filters(StillLook look) => string.Join(',', ((string?[])[Colours(look), Crop(look.Crop), Scale(look.Width)]).OfType<string>());

    private static string? Colours(StillLook look) => look is { Brightness: 0, Contrast: 0, Saturation: 0 }
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"eq=brightness={look.Brightness / 100.0:0.##}:contrast={1 + (look.Contrast / 100.0):0.##}:saturation={1 + (look.Saturation / 100.0):0.##}");

    // The filter itself moves x and y into the picture; a width beyond it would be an error.
    private static string? Crop(StillCrop? crop) => crop is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"crop=w=min(iw\\,{crop.Width}):h=min(ih\\,{crop.Height}):x={crop.X}:y={crop.Y}");

    private static string? Scale(int? width) => width is { } wanted ? string.Create(CultureInfo.InvariantCulture, $"scale={wanted & ~1}:-2:flags=area") : null;

    // FFmpeg's scale goes from 2 (best) to 31.
    private static int QuantizerOf(int quality) => 2 + (int)Math.Round((100 - quality) * 29 / 99.0);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
