using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Paging;

namespace BlazorMedia.Tests.Recordings;

public class ListRecordingsTests : IDisposable
{
    private readonly Scene scene = new();

    public void Dispose()
    {
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Pages_show_every_recording_once_also_when_many_began_at_the_same_instant()
    {
        var at = scene.Clock.GetUtcNow();
        for (var i = 0; i < 25; i++) scene.AddReady($"20261120/{i}.mp4", i < 20 ? at : at.AddTicks(i), withFile: false);

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await HandleAsync(new(null, null, null, cursor, 7))).Value;
            page.Items.Count.ShouldBeLessThanOrEqualTo(7);
            seen.AddRange(page.Items.Select(i => i.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.Count.ShouldBe(25);
        seen.Distinct().Count().ShouldBe(25);
        (await HandleAsync(new(null, null, null, null, 25))).Value.Items.Select(i => i.Id).ShouldBe(seen);
    }

    [Fact]
    public async Task Oldest_first_pages_are_the_newest_first_ones_backwards()
    {
        var at = scene.Clock.GetUtcNow();
        for (var i = 0; i < 20; i++) scene.AddReady($"20261120/{i}.mp4", i < 10 ? at : at.AddTicks(i), withFile: false);
        var newestFirst = (await HandleAsync(new(null, null, null, null, null, Order: "desc"))).Value.Items.Select(i => i.Id);

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await HandleAsync(new(null, null, null, cursor, 7, Order: "asc"))).Value;
            seen.AddRange(page.Items.Select(i => i.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.ShouldBe(newestFirst.Reverse());
    }

    [Fact]
    public async Task The_newest_come_first_and_filters_are_combined()
    {
        var day = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        scene.AddReady("20261119/late.mp4", day.AddTicks(-1), "door", withFile: false);
        scene.AddReady("20261120/first.mp4", day, "door", withFile: false);
        scene.AddReady("20261120/Last.mp4", day.AddDays(1).AddTicks(-1), "door", withFile: false);
        scene.AddReady("20261120/other.mp4", day.AddHours(1), "Сад", withFile: false);
        scene.AddReady("20261121/next.mp4", day.AddDays(1), "door", withFile: false);

        (await NamesAsync(new(null, null, null, null, null))).ShouldBe(["next.mp4", "Last.mp4", "other.mp4", "first.mp4", "late.mp4"]);
        (await NamesAsync(new("door", "2026-11-20", null, null, null))).ShouldBe(["Last.mp4", "first.mp4"]);
        (await NamesAsync(new(null, "20261120", "LAST", null, null))).ShouldBe(["Last.mp4"]);
        (await NamesAsync(new(null, null, "сад", null, null))).ShouldBe(["other.mp4"]);
        (await NamesAsync(new(null, null, "100%", null, null))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_mistake_of_a_filter_is_named_at_once()
    {
        var refused = await HandleAsync(new(null, "yesterday", null, "not-a-cursor", 201, Order: "sideways"));

        refused.Refusals.ShouldBe([RecordingRefusals.DayInvalid, RecordingRefusals.CursorInvalid, RecordingRefusals.LimitInvalid, RecordingRefusals.OrderInvalid]);
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("19691231")]
    public async Task A_day_at_the_ends_of_the_calendar_is_refused(string day) =>
        (await HandleAsync(new(null, day, null, null, null))).Refusal.ShouldBe(RecordingRefusals.DayInvalid);

    [Fact]
    public void A_cursor_survives_its_text()
    {
        var cursor = new RowCursor(scene.Clock.GetUtcNow(), Guid.NewGuid());

        RowCursor.Parse(cursor.ToString()).ShouldBe(cursor);
        RowCursor.Parse(cursor.ToString()[1..]).ShouldBeNull();
        RowCursor.Parse("").ShouldBeNull();
    }

    private Task<Domain.Common.Result<RecordingPage>> HandleAsync(RecordingFilter filter) => new ListRecordings(scene, scene.Clock).HandleAsync(filter, Scene.Ct);

    private async Task<IEnumerable<string>> NamesAsync(RecordingFilter filter) => (await HandleAsync(filter)).Value.Items.Select(i => i.Name);
}

[OnPostgres]
public sealed class ListRecordingsOnPostgresTests : ListRecordingsTests;
