using System.Buffers.Binary;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Gives composition offsets to fragments that have none: those in which every picture happens to be shown when it is decoded.</summary>
internal static class FragmentOffsets
{
    public static bool AreMissing(byte[] data, IReadOnlyDictionary<int, TrackShift> shifts)
    {
        if (shifts.Values.All(s => s.Composition == 0)) return false;
        var moof = FragmentBytes.MoofOf(data);
        foreach (var traf in Boxes.Between(data, moof.Body, moof.End).Where(b => b.Type == "traf" && Needs(data, b, shifts)))
            foreach (var trun in Boxes.Between(data, traf.Body, traf.End).Where(b => b.Type == "trun"))
                if (!new TrackRun(data, trun).HasOffsets) return true;
        return false;
    }

    public static byte[] Add(byte[] data, IReadOnlyDictionary<int, TrackShift> shifts)
    {
        var moof = FragmentBytes.MoofOf(data);
        using var grown = new MemoryStream(data.Length + 4096);
        var dataOffsets = new List<int>();
        CopyBox(moof, () =>
        {
            foreach (var box in Boxes.Between(data, moof.Body, moof.End))
            {
                if (box.Type == "traf") CopyTraf(box, Needs(data, box, shifts));
                else Copy(box.Start, box.End);
            }
        });
        var growth = (int)grown.Position - moof.Size;
        var result = grown.ToArray();
        // They count from the beginning of the moof, behind which the samples have moved.
        foreach (var at in dataOffsets) BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(at), BinaryPrimitives.ReadInt32BigEndian(result.AsSpan(at)) + growth);
        return result;

        void Copy(int start, int end) => grown.Write(data, start, end - start);

        void CopyBox(Box box, Action copyBody)
        {
            var start = (int)grown.Position;
            Copy(box.Start, box.Body);
            copyBody();
            BinaryPrimitives.WriteUInt32BigEndian(grown.GetBuffer().AsSpan(start), (uint)(grown.Position - start));
        }

        void CopyTraf(Box traf, bool needs) => CopyBox(traf, () =>
        {
            foreach (var box in Boxes.Between(data, traf.Body, traf.End))
            {
                if (box.Type == "trun") CopyRun(box, needs);
                else Copy(box.Start, box.End);
            }
        });

        void CopyRun(Box box, bool needs)
        {
            var run = new TrackRun(data, box);
            var (start, count, samples, size, flags, adds) = ((int)grown.Position, run.Count, run.Samples, run.SampleSize, run.FlagsWithOffsets, needs && !run.HasOffsets);
            if (run.DataOffset is { } at) dataOffsets.Add(start + at - box.Start);
            if (!adds)
            {
                Copy(box.Start, box.End);
                return;
            }
            CopyBox(box, () =>
            {
                Copy(box.Body, samples);
                BinaryPrimitives.WriteUInt32BigEndian(grown.GetBuffer().AsSpan(start + box.HeaderLength), flags | (1u << 24));
                for (var sample = 0; sample < count; sample++)
                {
                    Copy(samples + (sample * size), samples + ((sample + 1) * size));
                    grown.Write([0, 0, 0, 0]);
                }
            });
        }
    }

    private static bool Needs(byte[] data, Box traf, IReadOnlyDictionary<int, TrackShift> shifts) =>
        shifts.TryGetValue(FragmentBytes.TrackIdOf(data, traf), out var shift) && shift.Composition != 0;
}
