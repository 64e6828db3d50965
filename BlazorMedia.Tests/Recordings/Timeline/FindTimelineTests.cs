using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Timeline;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings.Timeline;

/// <summary>What overlaps a stretch of time, and which days have something.</summary>
public class FindTimelineTests : IDisposable
{
    private static readonly DateTimeOffset Midnight = new(2026, 10, 24, 22, 0, 0, TimeSpan.Zero); // of 25 October in Berlin

    private readonly Scene scene = new();
    private readonly LiveStreams streams = new();

    public void Dispose()
    {
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(-90, 30, false)]
    [InlineData(-90, 91, true)]
    [InlineData(0, 5, true)]
    [InlineData(59, 120, true)]
    [InlineData(60, 5, false)]
    [InlineData(-6 * 24 * 60, 7 * 24 * 60, true)]
    public async Task A_recording_is_shown_when_it_has_a_picture_in_the_hour(int startMinute, int minutes, bool isShown)
    {
        await AddAsync("door", Midnight.AddMinutes(startMinute), minutes);

        var lanes = (await FindAsync(Midnight, Midnight.AddHours(1))).Lanes;

        lanes.SelectMany(l => l.Spans).Count().ShouldBe(isShown ? 1 : 0);
    }

    [Fact]
    public async Task A_gap_inside_a_file_has_its_times_and_its_reason()
    {
        await AddAsync(
            "door", Midnight, 10,
            RecordingPiece.Of(0, Midnight, 60_000, 0, null), RecordingPiece.Of(1, Midnight.AddMinutes(4), 360_000, 60_000, "stalled"));

        var lane = (await FindAsync(Midnight, Midnight.AddHours(1))).Lanes.ShouldHaveSingleItem();

        lane.Gaps.ShouldBe([new(Midnight.AddMinutes(1), Midnight.AddMinutes(4), "stalled")]);
        lane.Spans.Single().Pieces.Select(p => p.OffsetMs).ShouldBe([0, 60_000]);
        lane.Spans.Single().EndedAt.ShouldBe(Midnight.AddMinutes(10));
    }

    [Fact]
    public async Task Between_recordings_stands_why_the_stream_was_away()
    {
        var path = StreamPath.Create(new StreamSettings("door", null, null, 0, true, false, false, 0, null), Midnight);
        streams.Add(new LiveStream(path.Id, scene.Clock) { Path = path });
        await AddAsync("door", Midnight, 10);
        await AddAsync("door", Midnight.AddMinutes(20), 10);
        await SaveAsync(path, Away(path.Id, StreamState.Asleep, "on-demand", 11, 12), Away(path.Id, StreamState.Stalled, "timeout", 9, 25), Away(path.Id, StreamState.Stalled, "stalled", 40, null));

        var lane = (await FindAsync(Midnight, Midnight.AddHours(1))).Lanes.ShouldHaveSingleItem();

        lane.Gaps.ShouldBe([new(Midnight.AddMinutes(10), Midnight.AddMinutes(20), "timeout"), new(Midnight.AddMinutes(40), Midnight.AddHours(1), "stalled")]);
    }

    [Fact]
    public async Task What_is_recorded_now_reaches_to_now_and_what_was_stopped_to_its_stop()
    {
        var now = scene.Clock.GetUtcNow();
        var running = await BeginAsync("door", now.AddMinutes(-10), stoppedAt: null);
        var stopped = await BeginAsync("yard", now.AddMinutes(-10), stoppedAt: now.AddMinutes(-4));

        var spans = (await FindAsync(now.AddHours(-1), now.AddHours(1))).Lanes.SelectMany(l => l.Spans).ToDictionary(s => s.Id, s => s.EndedAt);

        spans.ShouldBe(new Dictionary<Guid, DateTimeOffset> { [running] = now, [stopped] = now.AddMinutes(-4) }, ignoreOrder: true);
    }

    [Fact]
    public async Task Neither_failed_nor_deleted_recordings_are_shown()
    {
        await AddAsync("door", Midnight, 5);
        await using (var db = scene.CreateDbContext()) await db.Set<Recording>().ExecuteUpdateAsync(set => set.SetProperty(r => r.TrashedAt, Midnight), Scene.Ct);
        await AddAsync("yard", Midnight, 5);
        await using (var db = scene.CreateDbContext()) await db.Set<Recording>().Where(r => r.StreamName == "yard").ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RecordingState.Failed), Scene.Ct);

        (await FindAsync(Midnight, Midnight.AddHours(1))).Lanes.ShouldBeEmpty();
        (await DaysAsync("2026-10", "Europe/Berlin")).Streams.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wanted_stream_has_a_lane_even_without_recordings_and_others_have_none()
    {
        await AddAsync("door", Midnight, 5);

        (await FindAsync(Midnight, Midnight.AddHours(1), "yard")).Lanes.Select(l => (l.Stream, l.Spans.Count)).ShouldBe([("yard", 0)]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("yesterday", "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-25T00:00:00Z", "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-01T00:00:00Z", "2026-10-25T00:00:00Z")]
    public async Task A_range_that_is_none_or_too_long_is_refused(string? from, string? until) =>
        (await Find().HandleAsync(from, until, [], Scene.Ct)).Refusal.ShouldBe(TimelineRefusals.RangeInvalid);

    [Fact]
    public async Task A_days_recordings_are_found_by_the_midnights_of_the_viewer()
    {
        await AddAsync("door", Midnight.AddMinutes(-30), 29); // the evening before, in Berlin
        await AddAsync("door", Midnight.AddHours(24), 60);    // the last hour of the long day
        await AddAsync("yard", Midnight.AddHours(25).AddMinutes(-1), 49 * 60); // over three midnights, in Berlin

        (await DaysAsync("2026-10", "Europe/Berlin")).Streams.Select(Words).ShouldBe(["door 24 25", "yard 25 26 27 28"]);
        (await DaysAsync("2026-10", "UTC")).Streams.Select(Words).ShouldBe(["door 24 25", "yard 25 26 27"], "in UTC the same recording ends a minute before the fourth day");
    }

    [Fact]
    public async Task Days_that_are_still_to_come_have_nothing()
    {
        var now = scene.Clock.GetUtcNow();
        await BeginAsync("door", now.AddMinutes(-1), stoppedAt: null);

        (await DaysAsync(now.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), "UTC")).Streams.ShouldHaveSingleItem().Days.ShouldBe([now.Day]);
        (await DaysAsync("2027-01", "UTC")).Streams.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-13", null)]
    [InlineData("October", null)]
    [InlineData(null, null)]
    public async Task A_month_that_is_none_is_refused(string? month, string? zone) =>
        (await new FindRecordedDays(scene, scene.Clock).HandleAsync(month, zone, Scene.Ct)).Refusal.ShouldBe(TimelineRefusals.MonthInvalid);

    [Fact]
    public async Task A_zone_that_nobody_knows_is_refused() =>
        (await new FindRecordedDays(scene, scene.Clock).HandleAsync("2026-10", "Mars/Olympus", Scene.Ct)).Refusal.ShouldBe(TimelineRefusals.ZoneUnknown);

    private static string Words(StreamDays days) => $"{days.Stream} {string.Join(' ', days.Days)}";

    private FindTimeline Find() => new(scene, streams, new StreamOutages(scene, scene.Clock), scene.Clock);

    private async Task<TimelineDto> FindAsync(DateTimeOffset from, DateTimeOffset until, params string[] names) =>
        (await Find().HandleAsync($"{from:O}", $"{until:O}", names, Scene.Ct)).Value;

    private async Task<TimelineMonth> DaysAsync(string month, string zone) => (await new FindRecordedDays(scene, scene.Clock).HandleAsync(month, zone, Scene.Ct)).Value;

    private async Task AddAsync(string stream, DateTimeOffset at, int minutes, params RecordingPiece[] pieces)
    {
        var recording = Recording.Begin(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), stream, $"20261025/{Guid.NewGuid():N}.mp4", at);
        recording.Ready(recording.Path, at, new MediaFacts(minutes * 60_000L, 4, "h264", null, 640, 360));
        recording.Hold(pieces);
        await SaveAsync(recording);
    }

    private async Task<Guid> BeginAsync(string stream, DateTimeOffset at, DateTimeOffset? stoppedAt)
    {
        var task = RecordingTask.Start(Guid.NewGuid(), stream, null, RecordingTrigger.Manual, at, null, null, at);
        if (stoppedAt is { } stop) task.Stop(stop);
        var recording = Recording.Begin(task.RecordingId, task.Id, task.StreamId, stream, $"20261120/{task.Id:N}.mp4", at);
        await SaveAsync(task, recording);
        return recording.Id;
    }

    private static StreamSpan Away(Guid stream, StreamState state, string reason, int fromMinute, int? untilMinute)
    {
        var span = StreamSpan.Begin(stream, state, reason, Midnight.AddMinutes(fromMinute));
        if (untilMinute is { } end) span.End(Midnight.AddMinutes(end));
        return span;
    }

    private async Task SaveAsync(params object[] rows)
    {
        await using AppDbContext db = scene.CreateDbContext();
        db.AddRange(rows);
        await db.SaveChangesAsync(Scene.Ct);
    }
}

[OnPostgres]
public sealed class FindTimelineOnPostgresTests : FindTimelineTests;
