using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>A whole fragment as it stands in a file.</summary>
/// <param name="Offset">Of the <c>moof</c>, in bytes.</param>
/// <param name="Length">Of <c>moof</c> and <c>mdat</c>, in bytes.</param>
internal sealed record SegmentFragment(long Offset, int Length, Moof Moof);

/// <summary>
/// Reads a segment file that may still grow: first its init box, then each fragment as soon as it is whole. Reads headers only, never media.
/// A torn tail (after a kill) is simply never whole; damaged boxes end the reading.
/// </summary>
internal sealed class SegmentReader : IDisposable
{
    // A moof of 0.5 s is below 1 KiB; a hostile one may not make us allocate without limit.
    private const int MaxHeaderBytes = 4 << 20;
    private const int Probe = 4096;

    private readonly SafeFileHandle handle;
    private long position;
    private bool isDamaged;

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public SegmentReader(string file)
    {
        File = file;
        handle = System.IO.File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    public string File { get; }

    /// <summary>Null until <c>ftyp</c>+<c>moov</c> are whole.</summary>
    public MediaInit? Init { get; private set; }

    /// <summary>Bytes of <c>ftyp</c>+<c>moov</c>.</summary>
    public int InitLength => Init?.Bytes.Length ?? 0;

    /// <summary>All that a closed file holds; null when its init box is not whole.</summary>
    public static (MediaInit Init, IReadOnlyList<SegmentFragment> Fragments)? ReadAll(string file)
    {
        using var reader = new SegmentReader(file);
        var fragments = reader.ReadNext();
        return reader.Init is null ? null : (reader.Init, fragments);
    }

    /// <summary>The fragments that became whole since the last call.</summary>
    public IReadOnlyList<SegmentFragment> ReadNext()
    {
        var length = RandomAccess.GetLength(handle);
        if (isDamaged || length <= position) return [];
        var buffer = ArrayPool<byte>.Shared.Rent(Probe);
        try
        {
            if (Init is null && !TryReadInit(length)) return [];
            var fragments = new List<SegmentFragment>();
            while (TryReadPair(length, ref buffer) is { } pair)
                if (pair.Moof is not null) fragments.Add(new(pair.Offset, pair.Length, pair.Moof));
            return fragments;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads media bytes of the file, for example the beginning of a sample.</summary>
    public int ReadBytes(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

    public void Dispose() => handle.Dispose();

    private bool TryReadInit(long length)
    {
        Span<byte> header = stackalloc byte[Boxes.MaxHeaderLength];
        for (long at = 0; ;)
        {
            var got = RandomAccess.Read(handle, header, at);
            if (Boxes.ReadHeader(header[..got]) is not { } box)
            {
                isDamaged = got >= Boxes.MaxHeaderLength;
                return false;
            }
            at += box.Size;
            if (at > MaxHeaderBytes) isDamaged = true;
            if (isDamaged || at > length) return false;
            if (box.Type != "moov") continue;
            var bytes = new byte[at];
            RandomAccess.Read(handle, bytes, 0);
            Init = ParseInit(bytes);
            isDamaged = Init is null;
            position = at;
            return !isDamaged;
        }
    }

    private static MediaInit? ParseInit(byte[] bytes)
    {
        try
        {
            return InitParser.Parse(bytes);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null; // a size inside points outside
        }
    }

    // styp, sidx and free may stand between fragments, mfra at the end; a pair is whole when its mdat is.
    private (long Offset, int Length, Moof? Moof)? TryReadPair(long length, ref byte[] buffer)
    {
        for (var at = position; ;)
        {
            var got = RandomAccess.Read(handle, buffer.AsSpan(0, Probe), at);
            if (Boxes.ReadHeader(buffer.AsSpan(0, got)) is not { } box)
            {
                isDamaged = got >= Boxes.MaxHeaderLength;
                return null;
            }
            if (at + box.Size > length) return null;
            if (box.Type == "moof") return TryReadPair(at, box.Size, length, got, ref buffer);
            at += box.Size;
        }
    }

    private (long Offset, int Length, Moof? Moof)? TryReadPair(long at, long moofSize, long length, int got, ref byte[] buffer)
    {
        isDamaged = moofSize > MaxHeaderBytes;
        if (isDamaged || at + moofSize + 8 > length) return null;
        var need = (int)moofSize + Boxes.MaxHeaderLength;
        if (need > got && at + got < length)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(Math.Max(need, Probe));
            got = RandomAccess.Read(handle, buffer.AsSpan(0, need), at);
        }
        var mdat = Boxes.ReadHeader(buffer.AsSpan((int)moofSize, Math.Min(got - (int)moofSize, Boxes.MaxHeaderLength)));
        isDamaged = mdat is not { Type: "mdat" } || moofSize + mdat.Value.Size > int.MaxValue;
        if (isDamaged || at + moofSize + mdat!.Value.Size > length) return null;
        position = at + moofSize + mdat.Value.Size;
        return (at, (int)(moofSize + mdat.Value.Size), Parse(buffer.AsSpan(0, (int)moofSize)));
    }

    private Moof? Parse(ReadOnlySpan<byte> moof)
    {
        try
        {
            return MoofParser.Parse(moof, Init!);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            isDamaged = true; // a size inside points outside
            return null;
        }
    }
}
