using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>Turns a sample of H.264 or H.265 as MP4 stores it into what a bare decoder reads: the parameter sets, then each unit behind a start code.</summary>
internal static class AnnexB
{
    private const int VisualEntryLength = 78;
    private const int HevcHeaderLength = 22;

    private static ReadOnlySpan<byte> StartCode => [0, 0, 0, 1];

    /// <returns>Null for another codec, and when sizes inside make no sense.</returns>
    public static byte[]? From(MediaTrack video, ReadOnlySpan<byte> sample)
    {
        if (Configuration(video) is not { } configuration) return null;
        var bytes = new List<byte>(sample.Length + 1024);
        try
        {
            var lengthSize = video.Codec == "hevc" ? AddHevcSets(bytes, configuration) : AddAvcSets(bytes, configuration);
            return AddUnits(bytes, sample, lengthSize) ? bytes.ToArray() : null;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static byte[]? Configuration(MediaTrack video)
    {
        if (video.Codec is not ("h264" or "hevc")) return null;
        ReadOnlySpan<byte> data = video.SampleDescription;
        if (Boxes.ReadHeader(data) is not { } stsd || Boxes.Between(data, stsd.HeaderLength + 8, data.Length) is not [var entry, ..]) return null;
        foreach (var box in Boxes.Between(data, Math.Min(entry.Body + VisualEntryLength, entry.End), entry.End))
            if (box.Type is "avcC" or "hvcC") return data[box.Body..box.End].ToArray();
        return null;
    }

    private static int AddAvcSets(List<byte> bytes, ReadOnlySpan<byte> configuration)
    {
        var at = 5;
        for (var sequences = configuration[at++] & 0x1F; sequences > 0; sequences--) AddSet(bytes, configuration, ref at);
        for (var pictures = configuration[at++]; pictures > 0; pictures--) AddSet(bytes, configuration, ref at);
        return (configuration[4] & 3) + 1;
    }

    private static int AddHevcSets(List<byte> bytes, ReadOnlySpan<byte> configuration)
    {
        var at = HevcHeaderLength + 1;
        for (var arrays = configuration[HevcHeaderLength]; arrays > 0; arrays--)
        {
            at++;
            var units = BinaryPrimitives.ReadUInt16BigEndian(configuration[at..]);
            at += 2;
            for (; units > 0; units--) AddSet(bytes, configuration, ref at);
        }
        return (configuration[HevcHeaderLength - 1] & 3) + 1;
    }

    private static void AddSet(List<byte> bytes, ReadOnlySpan<byte> configuration, ref int at)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(configuration[at..]);
        bytes.AddRange(StartCode);
        bytes.AddRange(configuration.Slice(at + 2, length));
        at += 2 + length;
    }

    private static bool AddUnits(List<byte> bytes, ReadOnlySpan<byte> sample, int lengthSize)
    {
        while (sample.Length > lengthSize)
        {
            long length = 0;
            for (var i = 0; i < lengthSize; i++) length = (length << 8) | sample[i];
            if (length > sample.Length - lengthSize) return false;
            bytes.AddRange(StartCode);
            bytes.AddRange(sample.Slice(lengthSize, (int)length));
            sample = sample[(lengthSize + (int)length)..];
        }
        return true;
    }
}
