using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Snapshots;
using BlazorMedia.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings.Snapshots;

/// <summary>Kept pictures of a real stream. One application and one stream for all of them.</summary>
public sealed class SnapshotApiTests(SnapshotsFixture app) : IClassFixture<SnapshotsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_picture_has_a_file_a_row_and_a_thumbnail()
    {
        var kept = await TakeAsync(null);

        (kept.Stream, kept.Width, kept.Height, kept.Periodic).ShouldBe(("hall/door", 1280, 720, false));
        kept.Path.ShouldMatch(@"^\d{8}/hall-door-\d{6}-\d{3}(-\d)?\.jpg$");
        var picture = await app.Api.GetByteArrayAsync(kept.FileUrl, Ct);
        picture.Length.ShouldBe((int)kept.Bytes);
        JpegSize.Of(picture).ShouldBe((1280, 720));
        JpegSize.Of(await app.Api.GetByteArrayAsync(kept.ThumbnailUrl, Ct)).ShouldBe((480, 270));
        (await app.Api.GetFromJsonAsync<SnapshotPage>("/api/v1/snapshots?stream=hall/door", Ct))!.Items.ShouldContain(kept);
    }

    [Fact]
    public async Task Two_pictures_of_the_same_moment_keep_both_files()
    {
        var at = (await NowAsync()).AddSeconds(-1);

        var (one, two) = (await TakeAsync(at), await TakeAsync(at));

        one.Path.ShouldNotBe(two.Path);
        one.TakenAt.ShouldBe(two.TakenAt);
    }

    [Fact]
    public async Task An_instant_of_the_ring_is_pictured_by_the_keyframe_before_it()
    {
        var at = (await NowAsync()).AddSeconds(-1.5);

        using var answer = await AtAsync(at);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        TakenAt(answer).ShouldBeInRange(at.AddSeconds(-2.1), at);
    }

    [Fact]
    public async Task An_instant_of_a_finished_recording_is_pictured_out_of_its_file()
    {
        var recording = await app.RecordingAsync();
        var past = app.Services.GetRequiredService<PastStills>();
        var at = recording.StartedAt.AddMilliseconds(recording.DurationMs / 2);
        await app.RenameStreamOfAsync(recording.Id, "gone"); // so that no ring answers for it

        var still = await past.AtAsync("gone", at, Domain.Streams.StillLook.Create(width: 160).Value, Ct);

        still.Value.TakenAt.ShouldBe(at);
        JpegSize.Of(still.Value.Jpeg).ShouldBe((160, 90));
        (await past.AtAsync("gone", recording.StartedAt.AddMilliseconds(recording.DurationMs - 1), Domain.Streams.StillLook.Plain, Ct)).IsSuccess.ShouldBeTrue("its very last picture");
        (await past.AtAsync("gone", recording.StartedAt.AddMinutes(-1), Domain.Streams.StillLook.Plain, Ct)).Refusal.ShouldBe(SnapshotRefusals.NothingThere);
    }

    [Theory]
    [InlineData("2026-13-40", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("2020-01-01T00:00:00Z", HttpStatusCode.NotFound)]
    public async Task An_instant_that_is_none_or_was_not_recorded_is_refused(string at, HttpStatusCode status)
    {
        using var answer = await app.Api.GetAsync(new Uri($"/api/v1/snapshots/at?stream=hall/door&at={at}", UriKind.Relative), Ct);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_deleted_picture_is_gone_with_its_file_and_written_down()
    {
        var kept = await TakeAsync(null);
        var file = app.Services.GetRequiredService<SnapshotShelf>().FileOf(kept.Path);
        File.Exists(file).ShouldBeTrue();

        using var deleted = await app.Api.DeleteAsync(new Uri($"/api/v1/snapshots/{kept.Id}", UriKind.Relative), Ct);
        using var again = await app.Api.DeleteAsync(new Uri($"/api/v1/snapshots/{kept.Id}", UriKind.Relative), Ct);

        (deleted.StatusCode, again.StatusCode, File.Exists(file)).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NotFound, false));
        await using var db = app.CreateDb();
        (await db.Set<AuditEntry>().AnyAsync(a => a.Action == "snapshots.deleted" && a.Subject == kept.Path, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_plan_takes_pictures_by_itself_and_old_ones_are_removed()
    {
        var kept = await TakeAsync(null);
        await SaveAsync(new { enabled = true, intervalSeconds = 5, keepDays = 1, quality = 50, saturation = -100 });
        var periodic = await Eventually.GetAsync(async () => (await app.Api.GetFromJsonAsync<SnapshotPage>("/api/v1/snapshots?kind=periodic", Ct))!.Items is [var first, ..] ? first : null, "a picture is taken");
        await SaveAsync(new { enabled = false, saturation = 0 });
        await using var db = app.CreateDb();
        await db.Set<Snapshot>().Where(s => s.Id == periodic.Id || s.Id == kept.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.TakenAt, TimeProvider.System.GetUtcNow().AddDays(-2)), Ct);

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PurgeSnapshotsJob>().RunAsync(JobRun.Silent, Ct);

        var left = await db.Set<Snapshot>().Select(s => s.Id).ToListAsync(Ct);
        left.ShouldNotContain(periodic.Id);
        left.ShouldContain(kept.Id, "a person kept it");
        File.Exists(app.Services.GetRequiredService<SnapshotShelf>().FileOf(periodic.Path)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"intervalSeconds":4}""", "intervalSeconds")]
    [InlineData("""{"quality":0}""", "quality")]
    [InlineData("""{"keepDays":-1}""", "keepDays")]
    [InlineData("""{"crop":"1,2"}""", "crop")]
    [InlineData("""{"thumbnailWidth":5000}""", "thumbnailWidth")]
    public async Task A_plan_that_cannot_be_is_refused_at_its_field(string plan, string field)
    {
        using var answer = await app.Api.PutAsync(new Uri("/api/v1/snapshot-plans/hall/door", UriKind.Relative), new StringContent(plan, System.Text.Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain($"\"{field}\"");
    }

    [Fact]
    public async Task The_check_of_the_disk_knows_pictures_and_finishes_what_a_crash_left()
    {
        var (missing, garbage) = (await TakeAsync(null), await TakeAsync(null));
        var shelf = app.Services.GetRequiredService<SnapshotShelf>();
        File.Delete(shelf.FileOf(missing.Path));
        var stranger = shelf.FileOf(missing.Path)[..^4] + "-stranger.jpg";
        await File.WriteAllBytesAsync(stranger, [1], Ct);
        await using var db = app.CreateDb();
        await db.Set<Snapshot>().Where(s => s.Id == garbage.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsGarbage, true), Ct);

        await using var scope = app.Services.CreateAsyncScope();
        var check = scope.ServiceProvider.GetServices<StorageCheck>().Single(c => c.Key == "recordings.snapshots");
        var findings = await check.FindAsync(scope.ServiceProvider, Ct).ToListAsync(Ct);
        await findings.Single(f => f.Code == "snapshot_garbage").RepairAsync!(Ct);

        findings.Select(f => f.Code).Order().ShouldBe(["snapshot_garbage", "snapshot_missing", "snapshot_unknown"]);
        (await db.Set<Snapshot>().AnyAsync(s => s.Id == garbage.Id, Ct)).ShouldBeFalse();
        File.Delete(stranger);
        await db.Set<Snapshot>().Where(s => s.Id == missing.Id).ExecuteDeleteAsync(Ct);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap()
    {
        for (var i = 0; i < 3; i++) await TakeAsync(null);
        var all = (await app.Api.GetFromJsonAsync<SnapshotPage>("/api/v1/snapshots?stream=hall/door&kind=kept&limit=200", Ct))!.Items;

        var paged = new List<SnapshotDto>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await app.Api.GetFromJsonAsync<SnapshotPage>($"/api/v1/snapshots?stream=hall/door&kind=kept&limit=2&cursor={cursor}", Ct))!;
            paged.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        paged.ShouldBe(all);
        all.Select(s => s.TakenAt).ShouldBeInOrder(SortDirection.Descending);
    }

    private async Task<DateTimeOffset> NowAsync()
    {
        await app.Api.WaitForMediaAsync("hall/door", TimeSpan.FromSeconds(2));
        return (await app.Api.FindStreamAsync("hall/door")).LastKeyframeAt!.Value;
    }

    private async Task<SnapshotDto> TakeAsync(DateTimeOffset? at)
    {
        using var answer = await app.Api.PostAsJsonAsync("/api/v1/snapshots", new { stream = "hall/door", at = at?.ToString("O", CultureInfo.InvariantCulture) }, Ct);
        return await answer.ReadAsync<SnapshotDto>();
    }

    private Task<HttpResponseMessage> AtAsync(DateTimeOffset at) =>
        app.Api.GetAsync(new Uri($"/api/v1/snapshots/at?stream=hall/door&at={Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture))}", UriKind.Relative), Ct);

    private static DateTimeOffset TakenAt(HttpResponseMessage answer) => DateTimeOffset.Parse(answer.Headers.GetValues("X-Taken-At").Single(), CultureInfo.InvariantCulture);

    private async Task SaveAsync(object plan)
    {
        using var answer = await app.Api.PutAsJsonAsync("/api/v1/snapshot-plans/hall/door", plan, Ct);
        await answer.ReadAsync<SnapshotPlanDto>();
    }
}
