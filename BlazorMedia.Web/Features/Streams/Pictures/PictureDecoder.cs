using System.Diagnostics;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>
/// One FFmpeg that makes small copies of keyframes of all paths, one after another, for as long as they come: starting a process costs six times what
/// decoding a 1080p keyframe costs. One call at a time.
/// </summary>
/// <param name="codec"><c>h264</c> or <c>hevc</c>.</param>
internal sealed class PictureDecoder(string codec) : IDisposable
{
    // A decoder holds pictures back while others may have to be shown before them. These push them out; four are enough for what cameras and encoders send.
    private const int Pushers = 4;

    private readonly byte[] pushers = Repeat(ReadMarker(codec));
    private Process? process;
    private byte[]? markerPicture;

    /// <param name="annexB">Parameter sets and one keyframe.</param>
    /// <returns>Its pixels, see <see cref="PictureSample"/>.</returns>
    /// <exception cref="IOException">The decoder ended or gave no picture; the next call begins a new one.</exception>
    public async Task<byte[]> DecodeAsync(ReadOnlyMemory<byte> annexB, CancellationToken ct)
    {
        try
        {
            if (process is null) await StartAsync(ct);
            return await ExchangeAsync(annexB, p => !p.AsSpan().SequenceEqual(markerPicture), ct);
        }
        catch (Exception)
        {
            // What it would print next belongs to nobody any more.
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (process is null) return;
        process.Kill();
        process.Dispose();
        process = null;
    }

    private async Task StartAsync(CancellationToken ct)
    {
        process = SmallPictures.Start(["-threads", "1", "-flags", "low_delay", "-probesize", "32", "-analyzeduration", "0", "-fpsprobesize", "0", "-f", codec, "-i", "pipe:0"]);
        markerPicture = await ExchangeAsync(ReadOnlyMemory<byte>.Empty, _ => true, ct);
    }

    // Both at once: while FFmpeg waits for somebody to read, it does not read itself.
    private async Task<byte[]> ExchangeAsync(ReadOnlyMemory<byte> annexB, Func<byte[], bool> isWanted, CancellationToken ct)
    {
        var (input, output) = (process!.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        var writing = WriteAsync(input, annexB, ct);
        byte[] picture;
        do
        {
            picture = new byte[PictureSample.Bytes];
            await output.ReadExactlyAsync(picture, ct);
        }
        while (!isWanted(picture));
        await writing;
        return picture;
    }

    private async Task WriteAsync(Stream input, ReadOnlyMemory<byte> annexB, CancellationToken ct)
    {
        await input.WriteAsync(annexB, ct);
        await input.WriteAsync(pushers, ct);
        await input.FlushAsync(ct);
    }

    private static byte[] ReadMarker(string codec)
    {
        using var stream = typeof(PictureDecoder).Assembly.GetManifestResourceStream($"{typeof(PictureDecoder).Namespace}.marker.{codec}")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Repeat(byte[] marker) => [.. Enumerable.Repeat(marker, Pushers).SelectMany(b => b)];
}
