using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Tests.Recordings.Retention;

public sealed class RetentionPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Door = Guid.NewGuid();
    private static readonly Guid Yard = Guid.NewGuid();

    [Fact]
    public void What_ended_longer_ago_than_its_path_keeps_goes_oldest_first()
    {
        KeptRecording[] all = [Of(Door, 8), Of(Door, 31), Of(Yard, 40), Of(Door, 29)];

        var plan = RetentionPlan.Make(all, Rules(days: 30, (Yard, Rule(days: 0))), 0, Now);

        plan.Select(r => (r.Recording, r.Reason)).ShouldBe([(all[1], RemovalNote.Days)]);
        RetentionPlan.Make(all, Rules(days: 30, (Yard, Rule(days: 7))), 0, Now).Select(r => r.Recording).ShouldBe([all[2], all[1]]);
        RetentionPlan.Make(all, Rules(days: 0), 0, Now).ShouldBeEmpty();
    }

    [Fact]
    public void A_size_of_its_own_takes_a_path_out_of_the_size_for_all()
    {
        KeptRecording[] all = [Of(Door, 3, 100), Of(Yard, 2, 100), Of(Door, 1, 100), Of(Yard, 0, 100)];

        Removed(RetentionPlan.Make(all, Rules(0, maxBytes: 250), 0, Now)).ShouldBe([all[0], all[1]]);
        Removed(RetentionPlan.Make(all, Rules(0, maxBytes: 250, (Door, Rule(bytes: 100))), 0, Now)).ShouldBe([all[0]]);
        Removed(RetentionPlan.Make(all, Rules(0, maxBytes: 100, (Door, Rule(bytes: 0))), 0, Now)).ShouldBe([all[1]]);
        RetentionPlan.Make(all, Rules(0, maxBytes: 400), 0, Now).ShouldBeEmpty();
    }

    [Fact]
    public void For_the_disk_the_trash_goes_first_then_the_lowest_priority_then_age()
    {
        var (old, low, trashed) = (Of(Door, 9, 100), Of(Yard, 1, 100), Of(Door, 0, 100) with { IsTrashed = true });
        var rules = Rules(0, (Yard, Rule(priority: -1)));

        Removed(RetentionPlan.ForEmergency([old, low, trashed], rules, 250)).ShouldBe([trashed, low, old]);
        Removed(RetentionPlan.ForEmergency([old, low, trashed], rules, 100)).ShouldBe([trashed]);
        RetentionPlan.ForEmergency([old, low, trashed], rules, 0).ShouldBeEmpty();
    }

    [Fact]
    public void What_age_has_freed_already_is_not_freed_once_more_for_the_disk()
    {
        KeptRecording[] all = [Of(Door, 31, 100), Of(Door, 5, 100), Of(Door, 4, 100)];

        var plan = RetentionPlan.Make(all, Rules(days: 30), 150, Now);

        plan.Select(r => r.Reason).ShouldBe([RemovalNote.Days, RemovalNote.Space]);
        Removed(plan).ShouldBe([all[0], all[1]]);
    }

    [Fact]
    public void A_recording_without_a_file_is_not_removed_for_bytes_that_it_does_not_give()
    {
        var (failed, ready) = (Of(Door, 5, 0), Of(Door, 4, 100));

        Removed(RetentionPlan.ForEmergency([failed, ready], Rules(0), 10)).ShouldBe([ready]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_the_limits_nothing_exempt_goes_nothing_goes_twice_and_no_more_than_needed(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var paths = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToArray();
            var all = Enumerable.Range(0, 30).Select(_ => Of(paths[random.Next(4)], random.Next(0, 60), random.Next(0, 500)) with
            {
                IsExempt = random.Next(4) == 0,
                IsTrashed = random.Next(6) == 0,
            }).ToArray();
            var rules = new RetentionRules(random.Next(0, 40), random.Next(0, 5000), paths.ToDictionary(p => p, _ => Rule(random.Next(0, 50), random.Next(2) == 0 ? null : random.Next(0, 2000), random.Next(-2, 3))));
            var missing = random.Next(0, 6000);

            var (plan, emergency) = (RetentionPlan.Make(all, rules, missing, Now), RetentionPlan.ForEmergency(all, rules, missing));

            foreach (var made in new[] { plan, emergency })
            {
                made.ShouldAllBe(r => !r.Recording.IsExempt);
                made.Select(r => r.Recording.Id).Distinct().Count().ShouldBe(made.Count);
            }
            // Enough, as long as there is anything to give, and without the last one it would not be.
            var freed = emergency.Sum(r => r.Recording.Bytes);
            (freed >= missing || emergency.Count == all.Count(r => !r.IsExempt && r.Bytes > 0)).ShouldBeTrue();
            if (emergency.Count > 0) (freed - emergency[^1].Recording.Bytes).ShouldBeLessThan(missing);
            var ranks = emergency.Select(r => r.Recording.IsTrashed ? int.MinValue : rules.PriorityOf(r.Recording.StreamId)).ToList();
            ranks.ShouldBe(ranks.Order());
        }
    }

    [Fact]
    public void The_reserve_is_a_quarter_of_an_hour_of_all_streams_but_never_most_of_a_small_disk()
    {
        DiskReserve.Of(2_000, 0, 1_000_000).Bytes.ShouldBe(2_000);
        DiskReserve.Of(2_000, 10, 1_000_000).Bytes.ShouldBe(9_000);
        DiskReserve.Of(2_000, 10, 50_000).Bytes.ShouldBe(5_000);
        DiskReserve.Of(0, 10, 50_000).Bytes.ShouldBe(0);
        new DiskReserve(1_000).Target.ShouldBe(1_100);
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(999, 1)]
    [InlineData(500, 1)]
    [InlineData(499, 2)]
    [InlineData(249, 3)]
    public void The_less_is_free_the_more_levels_of_priority_stop(long free, int levels) => new DiskReserve(1000).LevelsToStop(free).ShouldBe(levels);

    [Fact]
    public void Without_a_reserve_nothing_is_stopped() => new DiskReserve(0).LevelsToStop(0).ShouldBe(0);

    [Fact]
    public void The_forecast_counts_what_may_be_removed_and_not_the_reserve()
    {
        RecordingForecast.BytesPerDay(1400, Now.AddDays(-20), Now).ShouldBe(200);
        RecordingForecast.BytesPerDay(300, Now.AddDays(-1), Now).ShouldBe(300);
        RecordingForecast.BytesPerDay(300, Now.AddMinutes(-1), Now).ShouldBeNull();
        RecordingForecast.DaysFit(1000, new DiskReserve(400), 1400, 200).ShouldBe(10);
        RecordingForecast.DaysFit(100, new DiskReserve(400), 0, 200).ShouldBe(0);
        RecordingForecast.DaysFit(1000, new DiskReserve(400), 0, null).ShouldBeNull();
    }

    private static IEnumerable<KeptRecording> Removed(IEnumerable<Removal> plan) => plan.Select(r => r.Recording);

    private static KeptRecording Of(Guid stream, double daysAgo, long bytes = 10) =>
        new(Guid.NewGuid(), stream, "path", "20261120/a.mp4", Now.AddDays(-daysAgo), Now.AddDays(-daysAgo), bytes, false, false);

    private static RetentionRule Rule(int? days = null, long? bytes = null, int priority = 0) => new() { Days = days, MaxBytes = bytes, Priority = priority };

    private static RetentionRules Rules(int days, params (Guid Stream, RetentionRule Rule)[] own) => Rules(days, 0, own);

    private static RetentionRules Rules(int days, long maxBytes, params (Guid Stream, RetentionRule Rule)[] own) => new(days, maxBytes, own.ToDictionary(o => o.Stream, o => o.Rule));
}
