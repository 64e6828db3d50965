using System.Buffers.Binary;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>
/// Sees a change of the picture's parameters inside a connection. With <c>-c copy</c> the header keeps the first sequence parameter set for ever, so a later
/// 1080p picture would stand behind a 360p header; the sets inside keyframes tell the truth. Compared with the run's first keyframe, not with the header,
/// because some cameras announce another set than they send.
/// </summary>
internal sealed class ParameterWatch
{
    private const int MaxProbe = 2048;

    private byte[]? baseline;

    /// <summary>True when this keyframe's sequence parameter set differs from the first one's.</summary>
    public bool HasChanged(SegmentReader reader, SegmentFragment fragment, MediaInit init)
    {
        if (!fragment.Moof.IsKeyframe || init.Video is not { Codec: "h264" or "hevc" } video) return false;
        var (offset, length) = fragment.Moof.FirstVideoSample;
        if (offset <= 0 || length <= 0) return false;
        Span<byte> sample = stackalloc byte[Math.Min(length, MaxProbe)];
        var got = reader.ReadBytes(sample, fragment.Offset + offset);
        var found = FindSequenceParameterSet(sample[..got], video.Codec == "hevc");
        if (found.IsEmpty) return false;
        if (baseline is not null) return !found.SequenceEqual(baseline);
        baseline = found.ToArray();
        return false;
    }

    private static ReadOnlySpan<byte> FindSequenceParameterSet(ReadOnlySpan<byte> sample, bool hevc)
    {
        while (sample.Length > 5)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(sample);
            if (size <= 0 || size > sample.Length - 4) break;
            var isSet = hevc ? ((sample[4] >> 1) & 0x3F) == 33 : (sample[4] & 0x1F) == 7;
            if (isSet) return sample.Slice(4, size);
            sample = sample[(4 + size)..];
        }
        return [];
    }
}
