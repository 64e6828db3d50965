using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Claims;

/// <summary>Keeps a task's folder up with the ring: every segment that the claim covers gets its name there.</summary>
/// <param name="unflushed">Is told of every file, because FFmpeg may be writing to it still.</param>
internal sealed class ClaimCollector(RingIndex ring, ClaimFolder folder, Claim claim, UnflushedFiles unflushed)
{
    private readonly HashSet<(string RunId, int Number)> collected = [];
    private (string RunId, int Number)? endedIn;

    public ClaimFolder Folder => folder;

    public Claim Claim { get; private set; } = claim;

    /// <summary>After the last whole fragment that the ring knows and the claim covers; null when there is none yet.</summary>
    public ClaimPoint? LastPoint => ring.LastFragment is { } last && Claim.Covers(PointOf(last)) ? PointAfter(last) : null;

    /// <summary>A claim that begins with this fragment.</summary>
    public static Claim ClaimFrom(RingFragment first) =>
        new(PointOf(first), [new ClaimRun(first.Segment.Run.Id, first.StartsAt, null)], null);

    public static ClaimPoint PointOf(RingFragment fragment) => new(fragment.Segment.Run.Id, fragment.Segment.Number, fragment.Offset);

    public static ClaimPoint PointAfter(RingFragment fragment) => PointOf(fragment) with { Offset = fragment.Offset + fragment.Length };

    /// <summary>Links (or copies) what is new and tells the hold from where on the ring must still keep its files.</summary>
    public async Task CollectAsync(RingHold hold, CancellationToken ct)
    {
        foreach (var segment in ring.Segments)
        {
            if (segment.Fragments.Length == 0 || !Claim.Covers(segment.Run.Id, segment.Number)) continue;
            var key = (segment.Run.Id, segment.Number);
            if (!collected.Contains(key))
            {
                NoteRun(segment);
                if (!await CollectAsync(segment, ct)) return;
                collected.Add(key);
            }
            hold.MoveTo(segment.MediaSequence);
        }
        NoteEnds();
    }

    /// <summary>Ends the claim, so that what FFmpeg appends to the last file later is not part of it.</summary>
    /// <param name="end">Null = after everything that was collected.</param>
    public async Task EndAsync(ClaimPoint? end, RingHold hold, CancellationToken ct)
    {
        Claim = Claim with { End = end };
        await CollectAsync(hold, ct);
        folder.Write(Claim);
    }

    /// <summary>Goes on after an end that could not be kept.</summary>
    public void Reopen()
    {
        Claim = Claim with { End = null };
        if (endedIn is { } segment) collected.Remove(segment);
        endedIn = null;
    }

    private async Task<bool> CollectAsync(RingSegment segment, CancellationToken ct)
    {
        var known = folder.LengthOf(segment);
        if (known == 0 && folder.TryLink(segment)) return Follow(segment);
        // Another file system: a copy is made once, when no byte will follow, or at the end of the claim. What is here already may be the copy
        // of an end that a crash took back, and then the segment went on behind it.
        var isLast = Claim.End is { } end && end.RunId == segment.Run.Id && end.Segment == segment.Number;
        if (!segment.IsClosed && !isLast) return false;
        var last = segment.Fragments[^1];
        var bytes = isLast ? Claim.End!.Offset : last.Offset + last.Length;
        if (isLast) endedIn = (segment.Run.Id, segment.Number);
        if (known >= bytes) return Follow(segment);
        await folder.CopyAsync(segment, bytes, ct);
        return true;
    }

    private bool Follow(RingSegment segment)
    {
        unflushed.Add(folder.FileOf(segment.Run.Id, segment.Number));
        return true;
    }

    // Written before its first segment gets a name here: a file without its run's times could not be placed in real time.
    private void NoteRun(RingSegment segment)
    {
        if (Claim.RunOf(segment.Run.Id) is not null) return;
        var before = ring.Runs.LastOrDefault(r => string.CompareOrdinal(r.Id, segment.Run.Id) < 0);
        Claim = Claim with { Runs = Claim.Runs.Add(new ClaimRun(segment.Run.Id, segment.Fragments[0].StartsAt, before?.EndReason ?? Claim.UnknownGap)) };
        folder.Write(Claim);
    }

    private void NoteEnds()
    {
        var ended = Claim.Runs.Where(r => r.End is null)
            .Select(r => (Noted: r, Run: ring.Runs.FirstOrDefault(run => run.Id == r.Id && run.IsEnded)))
            .Where(r => r.Run?.LastFragment is not null)
            .ToList();
        if (ended.Count == 0) return;
        foreach (var (noted, run) in ended) Claim = Claim with { Runs = Claim.Runs.Replace(noted, noted with { End = PointAfter(run!.LastFragment!) }) };
        folder.Write(Claim);
    }
}
