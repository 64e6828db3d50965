using System.Buffers;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>
/// One ordinary MP4 with its index first, as it would lie on the disk: the bytes of its header, and where its media is to be taken from.
/// It can be written to a file or sent over HTTP, whole or in ranges, without ever being stored.
/// </summary>
/// <param name="header"><c>ftyp</c>, <c>moov</c> and the header of <c>mdat</c>.</param>
/// <param name="files">Absolute paths.</param>
/// <param name="extents">In the order of the output, without gaps.</param>
/// <param name="seconds">How long the film is.</param>
internal sealed class Mp4Layout(byte[] header, IReadOnlyList<string> files, IReadOnlyList<Extent> extents, decimal seconds)
{
    private const int CopyBuffer = 4 << 20;

    public byte[] Header => header;

    public IReadOnlyList<string> Files => files;

    public IReadOnlyList<Extent> Extents => extents;

    /// <summary>How long the film is.</summary>
    public decimal Seconds => seconds;

    /// <summary>In bytes.</summary>
    public long Length => header.Length + (extents.Count == 0 ? 0 : extents[^1].Position + extents[^1].Length);

    /// <param name="parts">Joined end to end; the first is cut at its exact time by an edit list, the others at the keyframe before it.</param>
    /// <exception cref="NotPlainException">FFmpeg must do it: a codec that is not plain, or parts that do not fit together.</exception>
    /// <exception cref="InvalidDataException">No part has anything to show.</exception>
    public static Mp4Layout Join(IReadOnlyList<MediaPart> parts) => MediaJoin.Of(parts).Layout;

    /// <summary>A stream that can be sought and read, for whoever wants one.</summary>
    public Stream OpenRead() => new LayoutStream(this);

    /// <param name="from">First byte of the output to copy.</param>
    /// <param name="until">First byte of the output not to copy.</param>
    /// <param name="report">Is told how many bytes have been copied so far; null: nobody.</param>
    /// <exception cref="IOException">A source file is gone or became shorter.</exception>
    public async Task CopyToAsync(Stream output, long from, long until, Action<long>? report, CancellationToken ct)
    {
        using var source = new LayoutSource(this);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(until - from, 1, CopyBuffer));
        try
        {
            for (var at = from; at < until;)
            {
                var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, until - at)), at, ct);
                if (read == 0) return;
                await output.WriteAsync(buffer.AsMemory(0, read), ct);
                at += read;
                report?.Invoke(at - from);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The extent that holds a byte of media.</summary>
    /// <returns>Its place in the list; the number of extents when there is no such byte.</returns>
    public int ExtentAt(long position)
    {
        var (low, high) = (0, extents.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (extents[middle].Position + extents[middle].Length <= position) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
