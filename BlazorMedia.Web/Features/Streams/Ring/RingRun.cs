using System.Collections.Immutable;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>The output of one FFmpeg process: same parameters, one continuous media clock. Read without a lock; written by the tailer only.</summary>
/// <param name="id">Name of its folder; sorts by start.</param>
/// <param name="ordinal">Ascending by one per run of the path since the app started; HLS's discontinuity sequence.</param>
internal sealed class RingRun(string id, string folder, DateTimeOffset startedAt, long ordinal)
{
    public long Ordinal { get; } = ordinal;

    public string Id { get; } = id;

    /// <summary>Absolute path of the folder that holds its segments.</summary>
    public string Folder { get; } = folder;

    /// <summary>When FFmpeg was started.</summary>
    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>What the first segment's <c>moov</c> says; null until it is whole.</summary>
    public MediaInit? Init { get; internal set; }

    public ImmutableArray<RingSegment> Segments { get; internal set; } = [];

    /// <summary>True when its process is gone and everything that it wrote is read.</summary>
    public bool IsEnded { get; internal set; }

    /// <summary>Why it ended, as a state reason code (for example <c>stalled</c>, <c>closed</c>, <c>parameters</c>).</summary>
    public string? EndReason { get; internal set; }

    public IEnumerable<RingFragment> Fragments => Segments.SelectMany(s => s.Fragments);

    public RingFragment? LastFragment => Segments.LastOrDefault(s => s.Fragments.Length > 0)?.Fragments[^1];

    /// <summary>The newest fragment that decoding can begin with.</summary>
    public RingFragment? LastKeyframe
    {
        get
        {
            var segments = Segments;
            for (var s = segments.Length - 1; s >= 0; s--)
            {
                var fragments = segments[s].Fragments;
                for (var f = fragments.Length - 1; f >= 0; f--)
                    if (fragments[f].IsKeyframe) return fragments[f];
            }
            return null;
        }
    }
}
