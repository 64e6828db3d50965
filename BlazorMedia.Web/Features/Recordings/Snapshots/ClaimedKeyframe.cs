using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>A keyframe of what a task has claimed and not yet finished, as a small MP4 that a decoder can read.</summary>
/// <param name="At">Its wall clock.</param>
internal sealed record ClaimedKeyframe(byte[] Mp4, DateTimeOffset At)
{
    /// <summary>The newest keyframe at or before an instant that the claim covers; null when it covers none. Reads a handful of headers, however long the recording is.</summary>
    public static async Task<ClaimedKeyframe?> FindAsync(Claim claim, ClaimFolder folder, DateTimeOffset instant, CancellationToken ct)
    {
        if (claim.Runs.LastOrDefault(r => r.StartsAt <= instant) is not { } run) return null;
        var segments = folder.Segments().Where(s => s.RunId == run.Id && claim.Covers(s.RunId, s.Number)).ToList();
        if (segments.Count == 0 || FirstOf(claim, segments[0]) is not { } zero) return null;
        var clock = new Clock(run.StartsAt, zero);
        for (var index = LastBefore(segments, clock, instant); index >= 0; index--)
            if (Keyframe(claim, segments[index], clock, instant) is { } found) return await ReadAsync(segments[index].File, found.Init, found.Fragment, found.At, ct);
        return null;
    }

    private static long? FirstOf(Claim claim, ClaimedSegment segment) => SegmentReader.ReadAll(segment.File) is { Init.Video: { } video } content
        ? content.Fragments.Where(f => claim.Covers(new ClaimPoint(segment.RunId, segment.Number, f.Offset))).Select(f => DecodeTimeOf(f, video)).FirstOrDefault(t => t is not null)
        : null;

    // Halving, because half an hour has hundreds of segments and each look opens a file.
    private static int LastBefore(List<ClaimedSegment> segments, Clock clock, DateTimeOffset instant)
    {
        var (low, high) = (0, segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (StartOf(segments[middle], clock) is { } start && start <= instant) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    private static DateTimeOffset? StartOf(ClaimedSegment segment, Clock clock) =>
        SegmentReader.ReadAll(segment.File) is { Init.Video: { } video } content && content.Fragments.Count > 0 && DecodeTimeOf(content.Fragments[0], video) is { } time ? clock.At(time, video) : null;

    private static (MediaInit Init, SegmentFragment Fragment, DateTimeOffset At)? Keyframe(Claim claim, ClaimedSegment segment, Clock clock, DateTimeOffset instant)
    {
        if (SegmentReader.ReadAll(segment.File) is not { Init.Video: { } video } content) return null;
        foreach (var fragment in content.Fragments.Reverse())
        {
            if (!fragment.Moof.IsKeyframe || !claim.Covers(new ClaimPoint(segment.RunId, segment.Number, fragment.Offset)) || DecodeTimeOf(fragment, video) is not { } time) continue;
            if (clock.At(time, video) is var at && at <= instant) return (content.Init, fragment, at);
        }
        return null;
    }

    private static async Task<ClaimedKeyframe?> ReadAsync(string file, MediaInit init, SegmentFragment fragment, DateTimeOffset at, CancellationToken ct)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        var bytes = new byte[init.Bytes.Length + fragment.Length];
        init.Bytes.CopyTo(bytes, 0);
        var read = await RandomAccess.ReadAsync(handle, bytes.AsMemory(init.Bytes.Length), fragment.Offset, ct);
        return read == fragment.Length ? new(bytes, at) : null;
    }

    private static long? DecodeTimeOf(SegmentFragment fragment, MediaTrack video)
    {
        foreach (var span in fragment.Moof.Tracks)
            if (span.TrackId == video.Id) return span.DecodeTime;
        return null;
    }

    /// <summary>Media time of a run against the clock on the wall.</summary>
    private sealed record Clock(DateTimeOffset StartsAt, long Zero)
    {
        public DateTimeOffset At(long decodeTime, MediaTrack video) => StartsAt + TimeSpan.FromSeconds((double)(decodeTime - Zero) / video.Timescale);
    }
}
