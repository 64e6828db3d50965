using System.Runtime.InteropServices;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>The tables of a track that is written, in the order of its samples.</summary>
/// <param name="source">The samples to write.</param>
internal sealed class TrackTables(TrackSamples source)
{
    private readonly List<(uint Count, uint Value)> durations = [];
    private readonly List<(uint Count, uint Value)> offsets = [];
    private readonly List<uint> sizes = [];
    private readonly List<uint> syncs = [];
    private readonly List<(long Offset, uint Samples)> chunks = [];

    // Offsets below zero are read differently by different players. Decoding everything earlier makes them all positive and shows nothing at another time.
    private readonly long reorder = -source.Samples.Aggregate(0L, (least, s) => Math.Min(least, s.CompositionOffset));

    public TrackSamples Source => source;

    public IReadOnlyList<(uint Count, uint Value)> Durations => durations;

    public IReadOnlyList<(uint Count, uint Value)> Offsets => offsets;

    public IReadOnlyList<uint> Sizes => sizes;

    /// <summary>The numbers of the keyframes, from 1.</summary>
    public IReadOnlyList<uint> Syncs => syncs;

    /// <summary>Counted from the first byte of media.</summary>
    public IReadOnlyList<(long Offset, uint Samples)> Chunks => chunks;

    public bool AllAreSync => syncs.Count == sizes.Count;

    public bool HasOffsets => offsets is not ([] or [{ Value: 0 }]);

    /// <summary>When its first sample is decoded, on the time line that all tracks share, in its ticks.</summary>
    public long Begin => source.Start - reorder;

    /// <summary>When its first sample is shown; in its ticks, as all times here.</summary>
    public long FirstShown { get; private set; } = long.MaxValue;

    /// <summary>When its last sample has been shown.</summary>
    public long LastShown { get; private set; } = long.MinValue;

    public long Duration => source.End - source.Start;

    public void BeginChunk(long offset) => chunks.Add((offset, 0));

    /// <param name="decodeTime">Of the source.</param>
    public void Add(MediaSample sample, long decodeTime)
    {
        sizes.Add((uint)sample.Size);
        if (sample.IsSync) syncs.Add((uint)sizes.Count);
        AddTo(durations, sample.Duration);
        AddTo(offsets, checked((uint)(sample.CompositionOffset + reorder)));
        var shown = decodeTime + sample.CompositionOffset;
        (FirstShown, LastShown) = (Math.Min(FirstShown, shown), Math.Max(LastShown, shown + sample.Duration));
        CollectionsMarshal.AsSpan(chunks)[^1].Samples++;
    }

    private static void AddTo(List<(uint Count, uint Value)> runs, uint value)
    {
        if (runs.Count > 0 && runs[^1].Value == value) runs[^1] = (runs[^1].Count + 1, value);
        else runs.Add((1, value));
    }
}
