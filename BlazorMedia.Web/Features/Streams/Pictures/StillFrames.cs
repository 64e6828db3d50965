using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>The bytes of a file that a decoder needs for one keyframe of the ring: the init box and the fragment that begins with it.</summary>
internal static class StillFrames
{
    /// <returns>A small MP4 whose first picture is the keyframe; null when the ring has let the segment go meanwhile.</returns>
    public static async Task<byte[]?> ReadAsync(RingFragment keyframe, CancellationToken ct)
    {
        if (keyframe.Segment.Run.Init is not { } init) return null;
        try
        {
            using var file = File.OpenHandle(keyframe.Segment.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
            var bytes = new byte[init.Bytes.Length + keyframe.Length];
            init.Bytes.CopyTo(bytes, 0);
            var read = await RandomAccess.ReadAsync(file, bytes.AsMemory(init.Bytes.Length), keyframe.Offset, ct);
            return read == keyframe.Length ? bytes : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
