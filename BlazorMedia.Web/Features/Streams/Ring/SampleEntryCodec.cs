using System.Buffers.Binary;
using System.Numerics;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>Names the codec of a sample entry, for people (FFmpeg's names) and for browsers (RFC 6381).</summary>
internal static class SampleEntryCodec
{
    private const int VisualEntryLength = 78;
    private const int AudioEntryLength = 28;

    public static (string Codec, string CodecString) Read(ReadOnlySpan<byte> data, Box entry) => entry.Type switch
    {
        "avc1" or "avc3" => ("h264", Avc(data, entry)),
        "hvc1" or "hev1" => ("hevc", Hevc(data, entry)),
        "av01" => ("av1", Av1(data, entry)),
        "vp09" => ("vp9", "vp09.00.10.08"),
        "mp4a" or "mp4v" => ObjectType(data, entry),
        "Opus" => ("opus", "opus"),
        "ac-3" => ("ac3", "ac-3"),
        "ec-3" => ("eac3", "ec-3"),
        "fLaC" => ("flac", "flac"),
        var other => (other, other),
    };

    private static string Avc(ReadOnlySpan<byte> data, Box entry) =>
        Child(data, entry, VisualEntryLength, "avcC") is { Size: >= 12 } avcC
            ? $"{entry.Type}.{data[avcC.Body + 1]:X2}{data[avcC.Body + 2]:X2}{data[avcC.Body + 3]:X2}"
            : entry.Type;

    // ISO/IEC 14496-15 annex E: profile space and idc, compatibility flags in reversed bit order, tier and level, constraint bytes without trailing zeros.
    private static string Hevc(ReadOnlySpan<byte> data, Box entry)
    {
        if (Child(data, entry, VisualEntryLength, "hvcC") is not { Size: >= 21 } hvcC) return entry.Type;
        var body = data[hvcC.Body..];
        var space = (body[1] >> 6) switch { 1 => "A", 2 => "B", 3 => "C", _ => "" };
        var tier = (body[1] & 0x20) == 0 ? 'L' : 'H';
        var compatibility = ReverseBits(BinaryPrimitives.ReadUInt32BigEndian(body[2..]));
        var constraints = body.Slice(6, 6).TrimEnd((byte)0).ToArray();
        return FormattableString.Invariant($"{entry.Type}.{space}{body[1] & 0x1F}.{compatibility:X}.{tier}{body[12]}{string.Concat(constraints.Select(c => $".{c:X}"))}");
    }

    private static string Av1(ReadOnlySpan<byte> data, Box entry)
    {
        if (Child(data, entry, VisualEntryLength, "av1C") is not { Size: >= 12 } av1C) return entry.Type;
        var (profile, level) = (data[av1C.Body + 1] >> 5, data[av1C.Body + 1] & 0x1F);
        var tier = (data[av1C.Body + 2] & 0x80) == 0 ? 'M' : 'H';
        var depth = (data[av1C.Body + 2] & 0x40) == 0 ? 8 : 10;
        return FormattableString.Invariant($"av01.{profile}.{level:D2}{tier}.{depth:D2}");
    }

    // The object type indication stands in the decoder configuration descriptor (tag 4) of esds; ISO/IEC 14496-1, table 5.
    private static (string, string) ObjectType(ReadOnlySpan<byte> data, Box entry)
    {
        var length = entry.Type == "mp4v" ? VisualEntryLength : AudioEntryLength;
        if (Child(data, entry, length, "esds") is not { } esds) return (entry.Type, entry.Type);
        var body = data[(esds.Body + 4)..esds.End];
        var at = body.IndexOf((byte)4);
        while (at >= 0 && at + 1 < body.Length && (body[at + 1] & 0x80) != 0) at++;
        if (at < 0 || at + 2 >= body.Length) return (entry.Type, entry.Type);
        return body[at + 2] switch
        {
            0x20 => ("mpeg4", "mp4v.20"),
            0x40 => ("aac", "mp4a.40.2"),
            >= 0x60 and <= 0x65 => ("mpeg2video", "mp4v.60"),
            0x69 or 0x6B => ("mp3", "mp4a.6B"),
            0x6A => ("mpeg1video", "mp4v.6A"),
            0x6C => ("mjpeg", "mp4v.6C"),
            var type => ($"{entry.Type}.{type:X2}", $"{entry.Type}.{type:X2}"),
        };
    }

    private static Box? Child(ReadOnlySpan<byte> data, Box entry, int entryLength, string type)
    {
        var start = entry.Body + entryLength;
        return start >= entry.End ? null : Boxes.Between(data, start, entry.End).Cast<Box?>().FirstOrDefault(b => b!.Value.Type == type);
    }

    private static uint ReverseBits(uint value)
    {
        uint reversed = 0;
        for (var bit = 0; bit < 32; bit++)
            if ((BitOperations.RotateRight(value, bit) & 1) != 0) reversed |= 1u << (31 - bit);
        return reversed;
    }
}
