using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings.Timeline;

/// <summary>The addresses that the page's script asks, in the whole application.</summary>
public sealed class TimelineApiTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static readonly DateTimeOffset Begin = new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_span_says_where_its_file_shows_which_time()
    {
        var recording = await AddAsync("api/lane");
        using var client = app.CreateApiClient();

        var line = await client.GetFromJsonAsync<TimelineDto>("/api/v1/timeline?from=2026-10-25T00:00:00Z&until=2026-10-26T00:00:00Z&stream=api/lane", Ct);

        var lane = line.ShouldNotBeNull().Lanes.ShouldHaveSingleItem();
        var span = lane.Spans.ShouldHaveSingleItem();
        (lane.Stream, span.Id, span.State, line.IsCut).ShouldBe(("api/lane", recording.Id, "ready", false));
        span.Pieces.ShouldBe([new(Begin, 60_000, 0, null), new(Begin.AddMinutes(3), 60_000, 60_000, "closed")]);
        lane.Gaps.ShouldBe([new(Begin.AddMinutes(1), Begin.AddMinutes(3), "closed")]);
    }

    [Fact]
    public async Task The_days_of_a_month_come_in_the_zone_that_is_asked_for()
    {
        await AddAsync("api/days", Begin.AddHours(23));
        using var client = app.CreateApiClient();

        var month = await client.GetFromJsonAsync<TimelineMonth>("/api/v1/timeline/days?month=2026-10&zone=Europe/Berlin", Ct);

        month!.Streams.Single(s => s.Stream == "api/days").Days.ShouldBe([26]);
    }

    [Fact]
    public async Task A_sheet_is_kept_by_the_browser_for_ever()
    {
        var recording = await AddAsync("api/sheet", hasSprite: true);
        await File.WriteAllTextAsync(app.Services.GetRequiredService<RecordingStore>().SpriteOf(recording.Id), "jpg", Ct);
        using var client = app.CreateApiClient();

        using var sheet = await client.GetAsync($"/api/v1/recordings/{recording.Id}/sprite", Ct);
        var times = await client.GetFromJsonAsync<SpriteDto>($"/api/v1/recordings/{recording.Id}/sprite/times", Ct);

        sheet.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        sheet.Headers.CacheControl!.ToString().ShouldContain("immutable");
        times.ShouldBe(new SpriteDto(160, 90, 10, 12, 10_000));
    }

    [Theory]
    [InlineData("/api/v1/timeline", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/timeline?from=2026-10-01T00:00:00Z&until=2026-10-25T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/timeline/days?month=2026-00", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/timeline/days?month=2026-10&zone=Nowhere", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/recordings/01a1f8ca-c240-77ec-b0cf-b0a036b587c9/sprite", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/recordings/01a1f8ca-c240-77ec-b0cf-b0a036b587c9/sprite/times", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_answered_is_refused(string address, HttpStatusCode code)
    {
        using var client = app.CreateApiClient();

        using var answer = await client.GetAsync(address, Ct);

        answer.StatusCode.ShouldBe(code);
    }

    [Theory]
    [InlineData("/api/v1/timeline?from=2026-10-25T00:00:00Z&until=2026-10-26T00:00:00Z")]
    [InlineData("/api/v1/timeline/days?month=2026-10")]
    [InlineData("/api/v1/recordings/01a1f8ca-c240-77ec-b0cf-b0a036b587c9/sprite")]
    public async Task A_key_without_the_scope_and_a_stranger_see_nothing(string address)
    {
        using var other = await app.CreateApiClientAsync("streams");
        using var stranger = app.CreateClient();

        using var forbidden = await other.GetAsync(address, Ct);
        using var unknown = await stranger.GetAsync(address, Ct);

        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<Recording> AddAsync(string stream, DateTimeOffset? at = null, bool hasSprite = false)
    {
        var begin = at ?? Begin;
        var recording = Recording.Begin(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), stream, $"20261025/{Guid.NewGuid():N}.mp4", begin);
        recording.Ready(recording.Path, begin, new MediaFacts(120_000, 4, "h264", null, 640, 360));
        recording.Hold([RecordingPiece.Of(0, begin, 60_000, 0, null), RecordingPiece.Of(1, begin.AddMinutes(3), 60_000, 60_000, "closed")]);
        if (hasSprite) recording.ShowSprite();
        await using var db = app.CreateDb();
        db.Add(recording);
        await db.SaveChangesAsync(Ct);
        return recording;
    }
}
