using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>Reads the one sample of a keyframe, not the half second of media that it begins.</summary>
internal static class KeyframeSample
{
    private const int Header = 8;
    private const int MaxMoofBytes = 1 << 20;

    /// <returns>Null when it cannot be read: the ring has let the segment go, or the fragment holds no picture.</returns>
    public static async Task<byte[]?> ReadAsync(RingFragment keyframe, CancellationToken ct)
    {
        if (keyframe.Segment.Run.Init is not { } init) return null;
        try
        {
            using var file = File.OpenHandle(keyframe.Segment.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
            if (await ReadAsync(file, keyframe.Offset, Header, ct) is not { } header) return null;
            var size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size is <= Header or > MaxMoofBytes || size > keyframe.Length || await ReadAsync(file, keyframe.Offset, (int)size, ct) is not { } moof) return null;
            if (MoofParser.Parse(moof, init)?.FirstVideoSample is not (> 0, > 0) sample || (long)sample.Offset + sample.Length > keyframe.Length) return null;
            return await ReadAsync(file, keyframe.Offset + sample.Offset, sample.Length, ct);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            // gone meanwhile, or a size inside points outside
            return null;
        }
    }

    private static async Task<byte[]?> ReadAsync(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, int length, CancellationToken ct)
    {
        var bytes = new byte[length];
        for (var got = 0; got < length;)
        {
            var read = await RandomAccess.ReadAsync(file, bytes.AsMemory(got), offset + got, ct);
            if (read == 0) return null;
            got += read;
        }
        return bytes;
    }
}
