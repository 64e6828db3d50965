using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Where the chunks of a track are and how many samples they hold: <c>stsc</c> with <c>stco</c> or <c>co64</c>.</summary>
internal ref struct ChunkCursor
{
    private readonly int chunks;
    private readonly bool isLong;
    private BoxCursor offsets;
    private BoxCursor runs;
    private int runsLeft;
    private uint chunk;
    private uint samples;
    private uint nextSamples;
    private uint nextRun;

    public ChunkCursor(ReadOnlySpan<byte> data, Box stbl)
    {
        isLong = Boxes.Find(data, stbl, "stco") is null;
        offsets = BoxCursor.In(data, stbl, isLong ? "co64" : "stco");
        offsets.VersionAndFlags();
        chunks = offsets.Count(isLong ? 8 : 4);
        runs = BoxCursor.In(data, stbl, "stsc");
        runs.VersionAndFlags();
        runsLeft = runs.Count(12);
        ReadRun();
        if (nextRun != 1) throw new InvalidDataException("The first chunk is missing.");
    }

    public (long Offset, uint Samples)? Next()
    {
        if (chunk >= chunks) return null;
        chunk++;
        if (chunk == nextRun)
        {
            samples = nextSamples;
            ReadRun();
        }
        return (isLong ? offsets.Int64() : offsets.UInt32(), samples);
    }

    private void ReadRun()
    {
        if (--runsLeft < 0)
        {
            nextRun = uint.MaxValue;
            return;
        }
        var first = runs.UInt32();
        if (first <= nextRun) throw new InvalidDataException("The chunks are not in order.");
        (nextRun, nextSamples) = (first, runs.UInt32());
        if (runs.UInt32() != 1) throw new NotPlainException("A track has several sample descriptions.");
    }
}
