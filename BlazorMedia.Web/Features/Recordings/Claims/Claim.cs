using System.Collections.Immutable;

namespace BlazorMedia.Web.Features.Recordings.Claims;

/// <summary>A place in a path's ring: before the box that begins at a byte of a segment. Bytes, because a file's bytes never move.</summary>
/// <param name="RunId">The run's folder name.</param>
/// <param name="Segment">The six digits of the file name.</param>
/// <param name="Offset">In bytes.</param>
internal sealed record ClaimPoint(string RunId, int Segment, long Offset);

/// <summary>What only the running app knows of a run, and what the files do not tell.</summary>
/// <param name="StartsAt">Wall clock of the first fragment that is claimed.</param>
/// <param name="GapReason">Why the run before it ended; null for the first.</param>
/// <param name="End">After its last fragment; null while it goes on. A file may hold more behind it: pictures with other parameters, which belong to nobody.</param>
internal sealed record ClaimRun(string Id, DateTimeOffset StartsAt, string? GapReason, ClaimPoint? End = null);

/// <summary>
/// Which part of the ring a task records. Kept as <c>claim.json</c> beside the linked segments; everything else follows from their bytes,
/// so that a killed app loses nothing.
/// </summary>
/// <param name="Start">The first fragment, a keyframe.</param>
/// <param name="Runs">In the order of time.</param>
/// <param name="End">After the last fragment; null while recording, and then it means everything.</param>
internal sealed record Claim(ClaimPoint Start, ImmutableList<ClaimRun> Runs, ClaimPoint? End)
{
    public const string UnknownGap = "closed";

    public ClaimRun? RunOf(string id) => Runs.Find(r => r.Id == id);

    public bool Covers(string runId, int segment) =>
        !IsBefore(runId, segment, Start) && (End is null || IsBefore(runId, segment, End with { Segment = End.Segment + 1 }));

    public bool Covers(ClaimPoint point) =>
        !IsBefore(point, Start) && (End is null || IsBefore(point, End)) && (RunOf(point.RunId)?.End is not { } runEnd || IsBefore(point, runEnd));

    // A run's id sorts by its start, so that runs need not be looked up here.
    private static bool IsBefore(string runId, int segment, ClaimPoint limit) =>
        string.CompareOrdinal(runId, limit.RunId) is var order && (order < 0 || (order == 0 && segment < limit.Segment));

    private static bool IsBefore(ClaimPoint point, ClaimPoint limit) =>
        IsBefore(point.RunId, point.Segment, limit) || (point.RunId == limit.RunId && point.Segment == limit.Segment && point.Offset < limit.Offset);
}
