using System.Security.Cryptography;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>RTMP's greeting (5.2), the plain one that every encoder accepts.</summary>
internal static class RtmpHandshake
{
    private const int Size = 1536;

    /// <exception cref="InvalidDataException">Something else than RTMP speaks.</exception>
    public static async Task AcceptAsync(Stream from, Stream to, CancellationToken ct)
    {
        var theirs = new byte[1 + Size];
        // The first byte alone, so that a stranger is not heard to the end.
        await from.ReadExactlyAsync(theirs.AsMemory(0, 1), ct);
        if (theirs[0] != 3) throw new InvalidDataException("not RTMP");
        await from.ReadExactlyAsync(theirs.AsMemory(1), ct);
        var ours = new byte[1 + Size + Size];
        ours[0] = 3;
        RandomNumberGenerator.Fill(ours.AsSpan(9, Size - 8));
        theirs.AsSpan(1).CopyTo(ours.AsSpan(1 + Size));
        await to.WriteAsync(ours, ct);
        await to.FlushAsync(ct);
        await from.ReadExactlyAsync(theirs.AsMemory(0, Size), ct);
    }
}
