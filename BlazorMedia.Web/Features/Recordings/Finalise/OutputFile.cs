using System.Buffers.Binary;
using System.Text;
using BlazorMedia.Web.Features.Streams.Ring;
using Microsoft.Win32.SafeHandles;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>What an ordinary MP4 file says of itself. Reads headers only, because the sample tables of a long recording are large.</summary>
/// <param name="Samples">By handler: <c>vide</c>, <c>soun</c>.</param>
internal sealed record OutputFile(decimal Duration, long Bytes, IReadOnlyDictionary<string, int> Samples)
{
    /// <exception cref="InvalidDataException">It is no whole MP4 file.</exception>
    public static OutputFile Read(string file)
    {
        using var handle = File.OpenHandle(file);
        var length = RandomAccess.GetLength(handle);
        var moov = Child(handle, 0, length, "moov") ?? throw new InvalidDataException("The written file has no moov box.");
        var mvhd = Child(handle, moov.Body, moov.End, "mvhd") ?? throw new InvalidDataException("The written file has no mvhd box.");
        var samples = new Dictionary<string, int>();
        foreach (var trak in Children(handle, moov.Body, moov.End).Where(b => b.Type == "trak"))
        {
            var (handler, count) = ReadTrack(handle, trak);
            samples[handler] = samples.GetValueOrDefault(handler) + count;
        }
        return new OutputFile(ReadDuration(handle, mvhd), length, samples);
    }

    /// <summary>Why this cannot be what the plan says; null when it is.</summary>
    public string? DifferenceFrom(OutputPlan plan)
    {
        foreach (var handler in plan.Init.Tracks.GroupBy(t => t.Handler))
        {
            var (planned, written) = (handler.Sum(plan.SamplesOf), Samples.GetValueOrDefault(handler.Key));
            if (planned != written) return $"{planned} {(handler.Key == "vide" ? "pictures" : "sound packets")} were received but {written} were written.";
        }
        return Math.Abs(Duration - plan.Duration) > 1 + plan.Duration / 100
            ? FormattableString.Invariant($"{plan.Duration:F1} s were received but the file says {Duration:F1} s.")
            : null;
    }

    private static (string Handler, int Samples) ReadTrack(SafeFileHandle handle, FileBox trak)
    {
        var mdia = Child(handle, trak.Body, trak.End, "mdia");
        var hdlr = mdia is null ? null : Child(handle, mdia.Body, mdia.End, "hdlr");
        var minf = mdia is null ? null : Child(handle, mdia.Body, mdia.End, "minf");
        var stbl = minf is null ? null : Child(handle, minf.Body, minf.End, "stbl");
        var sizes = stbl is null ? null : Child(handle, stbl.Body, stbl.End, "stsz") ?? Child(handle, stbl.Body, stbl.End, "stz2");
        if (hdlr is null || sizes is null) throw new InvalidDataException("A track of the written file is not whole.");
        return (Encoding.Latin1.GetString(ReadAt(handle, hdlr.Body + 8, 4)), BinaryPrimitives.ReadInt32BigEndian(ReadAt(handle, sizes.Body + 8, 4)));
    }

    private static decimal ReadDuration(SafeFileHandle handle, FileBox mvhd)
    {
        var data = ReadAt(handle, mvhd.Body, 32);
        return data[0] == 1
            ? (decimal)BinaryPrimitives.ReadInt64BigEndian(data.AsSpan(24)) / Math.Max(1, BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(20)))
            : (decimal)BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(16)) / Math.Max(1, BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(12)));
    }

    private static FileBox? Child(SafeFileHandle handle, long start, long end, string type) => Children(handle, start, end).FirstOrDefault(b => b.Type == type);

    private static IEnumerable<FileBox> Children(SafeFileHandle handle, long start, long end)
    {
        while (start < end && Boxes.ReadHeader(ReadAt(handle, start, Boxes.MaxHeaderLength)) is { } header && header.Size <= end - start)
        {
            yield return new FileBox(header.Type, start + header.HeaderLength, start + header.Size);
            start += header.Size;
        }
    }

    private static byte[] ReadAt(SafeFileHandle handle, long offset, int count)
    {
        var data = new byte[count];
        RandomAccess.Read(handle, data, offset);
        return data;
    }

    private sealed record FileBox(string Type, long Body, long End);
}
