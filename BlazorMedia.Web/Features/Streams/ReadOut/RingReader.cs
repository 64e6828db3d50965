using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.ReadOut;

/// <summary>Some media of the ring, for one reader.</summary>
/// <param name="Origin">Seconds to add to the media times of its run, so that they go on where those of the run before ended.</param>
/// <param name="Zero">Wall clock of the second 0 of those times.</param>
internal sealed record RingPortion(MediaInit Init, IReadOnlyList<RingSample> Samples, double Origin, DateTimeOffset Zero);

/// <summary>
/// Follows a path's ring for one reader: from the newest keyframe on, each fragment as it arrives. Who cannot keep up goes on at the newest keyframe;
/// nothing is kept for anybody.
/// </summary>
internal sealed class RingReader(LiveStream stream, TimeProvider time)
{
    private static readonly TimeSpan TooFarBehind = TimeSpan.FromSeconds(8);

    // Sound may begin a little before the picture, and no time of RTP may be negative.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(1);

    private RingFragment? last;
    private DateTimeOffset? began;
    private double origin;

    /// <summary>The next media; waits for them.</summary>
    public async Task<RingPortion> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var version = stream.Ring.Version;
            if (Next() is { } fragment && await ReadAsync(fragment, ct) is { } portion) return portion;
            if (stream.Ring.Version == version && Next() is null) await stream.Ring.WaitForChangeAsync(version, ct);
        }
    }

    private RingFragment? Next()
    {
        var run = last?.Segment.Run;
        var following = run?.Fragments.FirstOrDefault(f => f.Sequence > last!.Sequence);
        if (following is not null && stream.Ring.LastFragment!.StartsAt - following.StartsAt < TooFarBehind) return following;
        // A new run, or too far behind: only a keyframe may follow.
        var keyframe = stream.Ring.Current is { } current ? stream.Ring.KeyframeAtOrBefore(time.GetUtcNow(), current) : null;
        if (keyframe is null || (keyframe.Segment.Run == run && keyframe.Sequence <= last!.Sequence)) return following;
        return keyframe;
    }

    private async Task<RingPortion?> ReadAsync(RingFragment fragment, CancellationToken ct)
    {
        var isNewRun = fragment.Segment.Run != last?.Segment.Run;
        last = fragment;
        if (fragment.Segment.Run.Init is not { } init) return null;
        try
        {
            using var file = File.OpenHandle(fragment.Segment.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
            var bytes = new byte[fragment.Length];
            if (await RandomAccess.ReadAsync(file, bytes, fragment.Offset, ct) < bytes.Length) return null;
            if (isNewRun) Begin(fragment, init);
            return new(init, FragmentSamples.Read(bytes, init), origin, began!.Value - Lead);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // the ring let it go meanwhile
            return null;
        }
    }

    private void Begin(RingFragment fragment, MediaInit init)
    {
        began ??= fragment.StartsAt;
        var span = fragment.Tracks[0];
        var media = span.DecodeTime / (double)init.Tracks.First(t => t.Id == span.TrackId).Timescale;
        origin = (fragment.StartsAt - began.Value).TotalSeconds - media + Lead.TotalSeconds;
    }
}
