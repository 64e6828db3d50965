using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Streams;

public sealed class WatchRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly TestClock clock = new();

    [Fact]
    public void A_source_without_new_pictures_for_five_seconds_is_stalled()
    {
        var watch = NewWatch();
        watch.Look(25).ShouldBeFalse();

        LookFor(watch, 25, seconds: 4.75).ShouldBeFalse();
        LookFor(watch, 25, seconds: 0.5).ShouldBeTrue();
    }

    [Fact]
    public void The_first_picture_may_take_longer() => LookFor(NewWatch(), 0, seconds: 19).ShouldBeFalse();

    [Fact]
    public void A_watch_that_slept_itself_does_not_blame_the_source()
    {
        var watch = NewWatch();
        watch.Look(25);

        clock.Advance(TimeSpan.FromMinutes(1));

        watch.Look(25).ShouldBeFalse();
        LookFor(watch, 25, seconds: 4).ShouldBeFalse();
    }

    [Fact]
    public void Tries_begin_within_a_second_and_end_at_fifteen()
    {
        var backoff = new Backoff();

        var pauses = Enumerable.Range(0, 7).Select(_ => backoff.Next().TotalSeconds).ToList();

        pauses[0].ShouldBeInRange(0.8, 1);
        pauses.Zip([1d, 2, 4, 8, 15, 15, 15]).ShouldAllBe(p => p.First <= p.Second && p.First >= p.Second * 0.8);
        backoff.Reset();
        backoff.Next().TotalSeconds.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void The_least_delayed_fragment_sets_the_clock_and_late_ones_do_not_move_it()
    {
        var run = new RunClock();

        run.Observe(TimeSpan.FromSeconds(1), Start.AddSeconds(1.8));
        run.Observe(TimeSpan.FromSeconds(2), Start.AddSeconds(2.1));
        run.Observe(TimeSpan.FromSeconds(3), Start.AddSeconds(5));

        run.Zero.ShouldBe(Start.AddSeconds(0.1));
    }

    [Fact]
    public void A_source_with_a_slow_clock_is_followed_at_500_ppm_at_most()
    {
        var run = new RunClock();

        for (var second = 0; second <= 61; second++) run.Observe(TimeSpan.FromSeconds(second), Start.AddSeconds(second * 1.01));

        run.Zero!.Value.ShouldBeInRange(Start, Start.AddMilliseconds(31));
    }

    [Theory]
    [InlineData("rtsp://h/x: Server returned 401 Unauthorized (authorization failed)", "unauthorised")]
    [InlineData("Connection to tcp://h:554 failed: Connection refused", "refused")]
    [InlineData("rtsp://h/x: Server returned 404 Not Found", "not-found")]
    [InlineData("Failed to resolve hostname camera.lan: Name or service not known", "dns")]
    [InlineData("av_interleaved_write_frame(): No space left on device", "no-space")]
    [InlineData("something new", null)]
    public void FFmpegs_words_become_a_reason(string line, string? reason) => FfmpegLog.Classify([line]).ShouldBe(reason);

    [Fact]
    public void Sound_that_MP4_cannot_hold_becomes_AAC_and_video_is_never_lost_for_it()
    {
        string[] lines = ["[mp4 @ 0x1] [error] Could not find tag for codec pcm_alaw in stream #1, codec not currently supported in container"];

        var second = IngestPlan.CopyAll.AfterHeaderFailure(FfmpegLog.IsAudioAtFault(lines));
        var third = second!.AfterHeaderFailure(audioIsAtFault: true);

        second.ShouldBe(new IngestPlan(false, AudioPlan.Aac));
        third.ShouldBe(new IngestPlan(false, AudioPlan.None));
        third!.AfterHeaderFailure(false).ShouldBe(new IngestPlan(true, AudioPlan.Copy));
    }

    private StallWatch NewWatch() => new(() => new StreamsOptions { StallSeconds = 5, ConnectSeconds = 20 }, clock);

    private bool LookFor(StallWatch watch, long pictures, double seconds)
    {
        var stalled = false;
        for (var passed = 0d; passed < seconds; passed += 0.125)
        {
            clock.Advance(TimeSpan.FromMilliseconds(125));
            stalled = watch.Look(pictures);
        }
        return stalled;
    }
}
