using System.Buffers.Binary;
using BlazorMedia.Web.Features.Recordings.Mp4;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>
/// The parameter sets of H.264 in a sample description (<c>avcC</c>, ISO/IEC 14496-15, 5.3.3.1). It may hold several, each with its number, so that
/// pictures of two encoders can stand in one track: every decoder knows them before the first picture.
/// </summary>
internal static class AvcParameters
{
    /// <summary>Number of the parameter sets that our encoder writes; cameras have low ones.</summary>
    public const int OurNumber = 30;

    private const int EntryHeader = 78;
    private const int FullLengths = 3;
    private const int MaxSps = 31;

    /// <summary>The description of the one, with the parameter sets of the others added.</summary>
    /// <exception cref="NotPlainException">They cannot stand together.</exception>
    public static byte[] Merge(byte[] description, IEnumerable<byte[]> others)
    {
        var mine = Read(description);
        foreach (var other in others.Select(Read))
        {
            AddMissing(mine.Sps, other.Sps);
            AddMissing(mine.Pps, other.Pps);
        }
        if (mine.Sps.Count > MaxSps || mine.Pps.Count > byte.MaxValue) throw new NotPlainException("There are too many parameter sets.");
        if (mine.Sps.Select(NumberOf).Distinct().Count() < mine.Sps.Count) throw new NotPlainException("Two parameter sets have the same number.");
        return Write(description, mine);
    }

    private static void AddMissing(List<byte[]> sets, List<byte[]> others)
    {
        foreach (var other in others)
            if (!sets.Exists(s => s.AsSpan().SequenceEqual(other))) sets.Add(other);
    }

    private static Sets Read(byte[] stsd)
    {
        var (entry, avcC) = Find(stsd);
        var at = avcC.Body + 4;
        if ((stsd[at] & FullLengths) != FullLengths) throw new NotPlainException("The pictures are stored with short lengths.");
        at++;
        var sps = ReadSets(stsd, ref at, stsd[at] & 0x1F);
        var pps = ReadSets(stsd, ref at, stsd[at]);
        return new Sets(entry, avcC, sps, pps, at);
    }

    private static List<byte[]> ReadSets(byte[] data, ref int at, int count)
    {
        at++;
        var sets = new List<byte[]>();
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
            sets.Add(data.AsSpan(at + 2, length).ToArray());
            at += 2 + length;
        }
        return sets;
    }

    private static (Box Entry, Box AvcC) Find(byte[] stsd)
    {
        if (stsd.Length >= 16 && Boxes.Between(stsd, 16, stsd.Length) is [{ Type: "avc1" } entry, ..])
            foreach (var box in Boxes.Between(stsd, entry.Body + EntryHeader, entry.End))
                if (box.Type == "avcC") return (entry, box);
        throw new NotPlainException("The pictures are not plain H.264.");
    }

    private static byte[] Write(byte[] stsd, Sets sets)
    {
        using var body = new MemoryStream();
        body.Write(stsd.AsSpan(sets.AvcC.Body, 5));
        body.WriteByte((byte)(0xE0 | sets.Sps.Count));
        WriteSets(body, sets.Sps);
        body.WriteByte((byte)sets.Pps.Count);
        WriteSets(body, sets.Pps);
        // The chroma format and so on, which High profiles have.
        body.Write(stsd.AsSpan(sets.Rest, sets.AvcC.End - sets.Rest));
        var grown = (int)body.Length + 8 - sets.AvcC.Size;
        byte[] merged = [.. stsd.AsSpan(0, sets.AvcC.Start), .. new byte[4], .. "avcC"u8, .. body.ToArray(), .. stsd.AsSpan(sets.AvcC.End)];
        BinaryPrimitives.WriteInt32BigEndian(merged.AsSpan(sets.AvcC.Start), sets.AvcC.Size + grown);
        BinaryPrimitives.WriteInt32BigEndian(merged.AsSpan(sets.Entry.Start), sets.Entry.Size + grown);
        BinaryPrimitives.WriteInt32BigEndian(merged, stsd.Length + grown);
        return merged;
    }

    private static void WriteSets(MemoryStream body, List<byte[]> sets)
    {
        Span<byte> length = stackalloc byte[2];
        foreach (var set in sets)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)set.Length);
            body.Write(length);
            body.Write(set);
        }
    }

    // seq_parameter_set_id: an Exp-Golomb number behind the header of the unit, profile, constraints and level.
    private static int NumberOf(byte[] sps)
    {
        var (bit, zeros) = (32, 0);
        while (bit < sps.Length * 8 && !IsSet(sps, bit)) (bit, zeros) = (bit + 1, zeros + 1);
        var value = 0;
        for (var i = 0; i <= zeros && bit < sps.Length * 8; i++, bit++) value = (value << 1) | (IsSet(sps, bit) ? 1 : 0);
        return value - 1;
    }

    private static bool IsSet(byte[] data, int bit) => (data[bit >> 3] & (0x80 >> (bit & 7))) != 0;

    /// <param name="Rest">Where the bytes behind the sets begin.</param>
    private sealed record Sets(Box Entry, Box AvcC, List<byte[]> Sps, List<byte[]> Pps, int Rest);
}
