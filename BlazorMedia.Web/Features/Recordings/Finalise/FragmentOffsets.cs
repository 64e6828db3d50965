using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Gives composition offsets to fragments that have none: those in which every picture happens to be shown when it is decoded.</summary>
internal sealed class FragmentOffsets
{
    private readonly byte[] data;
    private readonly IReadOnlyDictionary<int, TrackShift> shifts;
    private readonly MemoryStream grown;
    private readonly List<int> dataOffsets = [];

    private FragmentOffsets(byte[] data, IReadOnlyDictionary<int, TrackShift> shifts) =>
        (this.data, this.shifts, grown) = (data, shifts, new MemoryStream(data.Length + 4096));

    public static bool AreMissing(byte[] data, IReadOnlyDictionary<int, TrackShift> shifts)
    {
        if (shifts.Values.All(s => s.Composition == 0)) return false;
        var moof = FragmentBytes.MoofOf(data);
        foreach (var traf in Boxes.Between(data, moof.Body, moof.End).Where(b => b.Type == "traf" && Needs(data, b, shifts)))
            foreach (var trun in Boxes.Between(data, traf.Body, traf.End).Where(b => b.Type == "trun"))
                if (!new TrackRun(data, trun).HasOffsets) return true;
        return false;
    }

    public static byte[] Add(byte[] data, IReadOnlyDictionary<int, TrackShift> shifts) => new FragmentOffsets(data, shifts).Grow();

    private static bool Needs(byte[] data, Box traf, IReadOnlyDictionary<int, TrackShift> shifts) =>
        shifts.TryGetValue(FragmentBytes.TrackIdOf(data, traf), out var shift) && shift.Composition != 0;

    private byte[] Grow()
    {
        var moof = FragmentBytes.MoofOf(data);
        CopyBox(moof, () => CopyChildren(moof, "traf", CopyTraf));
        var result = grown.ToArray();
        var growth = result.Length - moof.Size;
        // They count from the beginning of the moof, behind which the samples have moved.
        foreach (var at in dataOffsets) BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(at), BinaryPrimitives.ReadInt32BigEndian(result.AsSpan(at)) + growth);
        return result;
    }

    private void CopyTraf(Box traf)
    {
        var needs = Needs(data, traf, shifts);
        CopyBox(traf, () => CopyChildren(traf, "trun", run => CopyRun(run, needs)));
    }

    private void CopyRun(Box box, bool needs)
    {
        var run = new TrackRun(data, box);
        if (run.DataOffset is { } at) dataOffsets.Add((int)grown.Position + at - box.Start);
        if (!needs || run.HasOffsets) Copy(box.Start, box.End);
        else CopyWithOffsets(box, run.Count, run.Samples, run.SampleSize, run.FlagsWithOffsets);
    }

    private void CopyWithOffsets(Box box, int count, int samples, int size, uint flags) => CopyBox(box, () =>
    {
        var body = (int)grown.Position;
        Copy(box.Body, samples);
        BinaryPrimitives.WriteUInt32BigEndian(grown.GetBuffer().AsSpan(body), flags | (1u << 24));
        for (var sample = 0; sample < count; sample++)
        {
            Copy(samples + (sample * size), samples + ((sample + 1) * size));
            grown.Write([0, 0, 0, 0]);
        }
    });

    private void CopyChildren(Box parent, string type, Action<Box> copyThose)
    {
        foreach (var box in Boxes.Between(data, parent.Body, parent.End))
        {
            if (box.Type == type) copyThose(box);
            else Copy(box.Start, box.End);
        }
    }

    private void CopyBox(Box box, Action copyBody)
    {
        var start = (int)grown.Position;
        Copy(box.Start, box.Body);
        copyBody();
        BinaryPrimitives.WriteUInt32BigEndian(grown.GetBuffer().AsSpan(start), (uint)(grown.Position - start));
    }

    private void Copy(int start, int end) => grown.Write(data, start, end - start);
}
