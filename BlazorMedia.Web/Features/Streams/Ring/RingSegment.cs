using System.Collections.Immutable;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>One file of a run: <c>ftyp</c>+<c>moov</c>, then fragments. It begins at a keyframe. Read without a lock; written by the tailer only.</summary>
/// <param name="number">The six digits of the file name.</param>
/// <param name="mediaSequence">Ascending over all runs of the path; HLS's media sequence number.</param>
internal sealed class RingSegment(RingRun run, int number, long mediaSequence)
{
    public RingRun Run { get; } = run;

    public int Number { get; } = number;

    public long MediaSequence { get; } = mediaSequence;

    /// <summary>Absolute path. The file may be unlinked as soon as no hold covers it.</summary>
    public string File { get; } = Path.Combine(run.Folder, FileNameOf(number));

    /// <summary>Bytes of <c>ftyp</c>+<c>moov</c> at its beginning; 0 until they are whole.</summary>
    public int InitLength { get; internal set; }

    /// <summary>True when no fragment will be added any more.</summary>
    public bool IsClosed { get; internal set; }

    public ImmutableArray<RingFragment> Fragments { get; internal set; } = [];

    public DateTimeOffset? StartsAt => Fragments.Length == 0 ? null : Fragments[0].StartsAt;

    public TimeSpan Duration => Fragments.Length == 0 ? TimeSpan.Zero : Fragments[^1].EndsAt - Fragments[0].StartsAt;

    public static string FileNameOf(int number) => FormattableString.Invariant($"{number:D6}.mp4");
}
