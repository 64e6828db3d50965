using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Streams.Ring;
using Microsoft.Win32.SafeHandles;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Turns a claim and its files into pieces. What a kill left torn at a file's end is never whole and so never read.</summary>
internal sealed class PieceReader(Claim claim)
{
    /// <summary>Why a piece begins although its run went on: the source's clock jumped.</summary>
    public const string Discontinuity = "discontinuity";

    // A source that delivers nothing for 5 s is stalled and gets a new run; what jumps further within a run is its clock, not time.
    private const decimal MaxForward = 10;
    private const decimal MaxBackward = 1;

    private readonly List<Piece> pieces = [];
    private readonly Dictionary<int, long> ends = [];
    private Piece? piece;

    public static IReadOnlyList<Piece> Read(Claim claim, ClaimFolder folder) => new PieceReader(claim).Read(folder.Segments());

    private List<Piece> Read(IReadOnlyList<ClaimedSegment> segments)
    {
        foreach (var segment in segments.Where(s => claim.Covers(s.RunId, s.Number)))
        {
            if (SegmentReader.ReadAll(segment.File) is not { } content) continue;
            using var handle = File.OpenHandle(segment.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            foreach (var fragment in content.Fragments)
                if (claim.Covers(new ClaimPoint(segment.RunId, segment.Number, fragment.Offset))) Add(segment, content.Init, fragment, handle);
        }
        return pieces;
    }

    private void Add(ClaimedSegment segment, MediaInit init, SegmentFragment fragment, SafeFileHandle handle)
    {
        var isNewFormat = piece is null || piece.RunId != segment.RunId || !piece.Init.IsCompatibleWith(init);
        // Without its keyframe a picture cannot be decoded, and FFmpeg would not copy it.
        if (isNewFormat && !fragment.Moof.IsKeyframe) return;
        if (isNewFormat || HasJumped(init, fragment)) Begin(segment, init);
        piece!.Add(new PieceFragment(segment.File, fragment.Offset, fragment.Length), FragmentBytes.Measure(FragmentBytes.ReadMoof(handle, fragment.Offset, fragment.Length), init));
        foreach (var span in fragment.Moof.Tracks) ends[span.TrackId] = span.End;
    }

    private void Begin(ClaimedSegment segment, MediaInit init)
    {
        var run = claim.RunOf(segment.RunId);
        var isNewRun = piece?.RunId != segment.RunId;
        var previousEnd = piece is null ? DateTimeOffset.UnixEpoch : piece.StartsAt + piece.Duration;
        var reason = piece is null ? null : isNewRun ? run?.GapReason ?? Claim.UnknownGap : Discontinuity;
        piece = new Piece(segment.RunId, init, isNewRun && run is not null ? run.StartsAt : previousEnd, reason);
        pieces.Add(piece);
        ends.Clear();
    }

    private bool HasJumped(MediaInit init, SegmentFragment fragment)
    {
        foreach (var span in fragment.Moof.Tracks)
        {
            if (!ends.TryGetValue(span.TrackId, out var end)) continue;
            var jump = (decimal)(span.DecodeTime - end) / init.Tracks.First(t => t.Id == span.TrackId).Timescale;
            if (jump is > MaxForward or < -MaxBackward) return true;
        }
        return false;
    }
}
