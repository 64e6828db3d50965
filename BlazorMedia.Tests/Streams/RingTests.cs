using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Live;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Streams;

/// <summary>The ring over real segments: two runs of one path, the first ended, the second growing.</summary>
public sealed class RingTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();
    private readonly RingIndex ring = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_keyframe_at_or_before_an_instant_is_found_and_the_oldest_where_none_is_that_old()
    {
        await EnterAsync("a", Start, ended: true);
        var fragments = ring.Fragments.ToList();

        var found = ring.KeyframeAtOrBefore(fragments[5].StartsAt);

        found!.IsKeyframe.ShouldBeTrue();
        found.StartsAt.ShouldBeLessThanOrEqualTo(fragments[5].StartsAt);
        fragments.Where(f => f.IsKeyframe && f.StartsAt > found.StartsAt && f.StartsAt <= fragments[5].StartsAt).ShouldBeEmpty();
        ring.KeyframeAtOrBefore(DateTimeOffset.MinValue).ShouldBe(fragments[0]);
        new RingIndex().KeyframeAtOrBefore(Start).ShouldBeNull();
    }

    [Fact]
    public async Task Old_segments_go_unless_somebody_holds_them()
    {
        await EnterAsync("a", Start, ended: true);
        await EnterAsync("b", Start.AddMinutes(1), ended: false);
        var held = ring.Segments.ElementAt(1);

        using (ring.Hold(held.MediaSequence))
        {
            RingCleanJob.Clean(ring, Start.AddHours(1));
            ring.Segments.First().ShouldBe(held);
            File.Exists(held.File).ShouldBeTrue();
        }

        RingCleanJob.Clean(ring, Start.AddHours(1));
        ring.Runs.Single().Id.ShouldBe("b");
        Directory.Exists(folder.File("a")).ShouldBeFalse();
        ring.Segments.ShouldNotBeEmpty("the segment that FFmpeg writes stays");
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_the_next_change()
    {
        var waiting = ring.WaitForChangeAsync(ring.Version, Ct);
        waiting.IsCompleted.ShouldBeFalse();

        await EnterAsync("a", Start, ended: true);

        await waiting.WaitAsync(Eventually.Patience, Ct);
        ring.WaitForChangeAsync(0, Ct).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task The_playlist_names_both_runs_and_marks_the_break_between_them()
    {
        await EnterAsync("a", Start, ended: true);
        await EnterAsync("b", Start.AddMinutes(1), ended: false);

        var lines = HlsPlaylist.Write(ring)!.Split('\n', StringSplitOptions.TrimEntries);

        lines.Count(l => l.StartsWith("#EXT-X-MAP:", StringComparison.Ordinal)).ShouldBe(2);
        lines.Count(l => l == "#EXT-X-DISCONTINUITY").ShouldBe(1);
        lines.Count(l => l.EndsWith(".m4s", StringComparison.Ordinal) && !l.StartsWith('#')).ShouldBe(ring.Segments.Count(s => s.IsClosed));
        lines.ShouldContain(l => l.StartsWith("#EXT-X-PRELOAD-HINT:TYPE=PART", StringComparison.Ordinal));
        lines.ShouldContain($"#EXT-X-MEDIA-SEQUENCE:{ring.Segments.First().MediaSequence}");
        HlsPlaylist.Write(new RingIndex()).ShouldBeNull();
    }

    [Fact]
    public async Task A_blocking_reload_is_answered_when_the_part_is_there_and_not_before()
    {
        await EnterAsync("b", Start, ended: false);
        var last = ring.Segments.Last();

        HlsPlaylist.Holds(ring, last.MediaSequence, HlsPart.Of(last).Count - 1).ShouldBeTrue();
        HlsPlaylist.Holds(ring, last.MediaSequence, HlsPart.Of(last).Count).ShouldBeFalse();
        HlsPlaylist.Holds(ring, last.MediaSequence, null).ShouldBeFalse();
        HlsPlaylist.Holds(ring, last.MediaSequence - 1, null).ShouldBeTrue();
    }

    [Fact]
    public async Task Parts_are_whole_and_leave_nothing_of_a_closed_segment_out()
    {
        await EnterAsync("a", Start, ended: true);

        foreach (var segment in ring.Segments)
        {
            var parts = HlsPart.Of(segment);
            parts.Sum(p => p.Length).ShouldBe(segment.Fragments.Sum(f => (long)f.Length));
            parts.Zip(parts.Skip(1)).ShouldAllBe(p => p.First.Offset + p.First.Length == p.Second.Offset);
            parts.ShouldAllBe(p => p.Duration <= TimeSpan.FromSeconds(0.6));
            parts.Zip(parts.Skip(1)).ShouldAllBe(p => p.First.Duration >= TimeSpan.FromSeconds(0.4) || p.Second.IsKeyframe);
            parts[0].IsKeyframe.ShouldBeTrue();
        }
    }

    private async Task EnterAsync(string id, DateTimeOffset start, bool ended)
    {
        var run = new RingRun(id, Directory.CreateDirectory(folder.File(id)).FullName, start, ring.RunCount++);
        await RingClip.WriteAsync(new Clip { Seconds = 14 }, run.Folder, Ct);
        ring.Change(runs => runs.Add(run));
        var tailer = new RingTailer(ring, run, new RunClock());
        if (ended) tailer.End(start.AddSeconds(14), "closed");
        else tailer.Poll(start.AddSeconds(14));
        if (ended) tailer.Dispose();
    }
}
