using Microsoft.Win32.SafeHandles;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Reads the bytes of a layout wherever they lie.</summary>
internal sealed class LayoutSource(Mp4Layout layout) : IDisposable
{
    // Parts of two files may stand in turns; a day of segments may not all stay open.
    private const int MaxOpen = 4;

    private readonly Dictionary<int, SafeFileHandle> open = [];

    /// <summary>Fills the buffer unless the layout ends before.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long position, CancellationToken ct)
    {
        var filled = 0;
        if (position < layout.Header.Length)
        {
            filled = (int)Math.Min(buffer.Length, layout.Header.Length - position);
            layout.Header.AsMemory((int)position, filled).CopyTo(buffer);
        }
        var media = position + filled - layout.Header.Length;
        for (var i = layout.ExtentAt(media); i < layout.Extents.Count && filled < buffer.Length; i++)
        {
            var extent = layout.Extents[i];
            var skipped = media - extent.Position;
            var count = (int)Math.Min(buffer.Length - filled, extent.Length - skipped);
            await ReadAsync(extent.File, extent.Offset + skipped, buffer.Slice(filled, count), ct);
            filled += count;
            media += count;
        }
        return filled;
    }

    public void Dispose()
    {
        foreach (var handle in open.Values) handle.Dispose();
        open.Clear();
    }

    private async ValueTask ReadAsync(int file, long offset, Memory<byte> buffer, CancellationToken ct)
    {
        var handle = HandleOf(file);
        while (buffer.Length > 0)
        {
            var read = await RandomAccess.ReadAsync(handle, buffer, offset, ct);
            if (read == 0) throw new EndOfStreamException("A file became shorter while it was read.");
            (buffer, offset) = (buffer[read..], offset + read);
        }
    }

    private SafeFileHandle HandleOf(int file)
    {
        if (open.TryGetValue(file, out var known)) return known;
        if (open.Count >= MaxOpen) Dispose();
        return open[file] = File.OpenHandle(layout.Files[file], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
    }
}
