using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings.Retention;

/// <summary>The application whose patience with readers of removed files is moved by the test.</summary>
public sealed class RetentionFixture : AppFixture
{
    internal TestClock Patience { get; } = new();

    /// <summary>A row with a file of this size.</summary>
    internal Recording AddRecording(string name, int daysAgo = 0, int bytes = 4)
    {
        var (store, at) = (Services.GetRequiredService<RecordingStore>(), TimeProvider.System.GetUtcNow().AddDays(-daysAgo));
        var recording = Recording.Begin(Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid(), "door", $"20261120/{name}", at);
        recording.Ready(recording.Path, at, new MediaFacts(60_000, bytes, "h264", null, 640, 360));
        Directory.CreateDirectory(Path.GetDirectoryName(store.FileOf(recording.Path))!);
        File.WriteAllBytes(store.FileOf(recording.Path), new byte[bytes]);
        using var db = CreateDb();
        db.Add(recording);
        db.SaveChanges();
        return recording;
    }

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton(new RecordingReaders(Patience));
}

public sealed class RetentionApiTests(RetentionFixture app) : IClassFixture<RetentionFixture>
{
    private const string Recordings = "/api/v1/recordings";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_star_and_a_lock_are_given_and_taken_and_a_locked_one_cannot_be_deleted()
    {
        using var client = app.CreateApiClient();
        var id = app.AddRecording("kept.mp4").Id;

        (await ReadAsync(await client.PutAsync($"{Recordings}/{id}/favourite", null, Ct))).GetProperty("isFavourite").GetBoolean().ShouldBeTrue();
        (await ReadAsync(await client.PutAsync($"{Recordings}/{id}/lock", null, Ct))).GetProperty("isLocked").GetBoolean().ShouldBeTrue();
        var listed = await client.GetFromJsonAsync<RecordingPage>($"{Recordings}?favourites=1", Ct);
        var refused = await client.DeleteAsync($"{Recordings}/{id}", Ct);

        listed!.Items.ShouldHaveSingleItem().Id.ShouldBe(id);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString().ShouldBe("recordings.locked");
        await client.DeleteAsync($"{Recordings}/{id}/favourite", Ct);
        (await client.GetFromJsonAsync<RecordingDetailDto>($"{Recordings}/{id}", Ct))!.IsFavourite.ShouldBeFalse();
        await client.DeleteAsync($"{Recordings}/{id}/lock", Ct);
        (await client.DeleteAsync($"{Recordings}/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.PutAsync($"{Recordings}/{id}/lock", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ActionsAsync("20261120/kept.mp4")).ShouldBe(["recordings.favoured", "recordings.locked", "recordings.unfavoured", "recordings.unlocked", "recordings.deleted"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_stream_keeps_is_changed_by_its_name_and_written_down()
    {
        using var client = app.CreateApiClient();
        await client.AddStreamAsync("garden/north", "rtsp://127.0.0.1:1/none");
        const string address = "/api/v1/stream-retention/garden/north";

        var before = await client.GetFromJsonAsync<PathRetentionDto>(address, Ct);
        var after = await (await client.PutAsJsonAsync(address, new { days = 7, maxBytes = 1000, priority = -3 }, Ct)).ReadAsync<PathRetentionDto>();

        before.ShouldBe(new PathRetentionDto("garden/north", null, null, 0, 30, 0));
        after.ShouldBe(new PathRetentionDto("garden/north", 7, 1000, -3, 30, 0));
        (await client.GetFromJsonAsync<PathRetentionDto>(address, Ct)).ShouldBe(after);
        (await ActionsAsync("garden/north")).ShouldContain("recordings.retention_changed");
        (await client.GetAsync("/api/v1/stream-retention/nowhere", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Limits_that_cannot_be_are_refused_all_at_once()
    {
        using var client = app.CreateApiClient();
        await client.AddStreamAsync("wrong", "rtsp://127.0.0.1:1/none");

        var answer = await client.PutAsJsonAsync("/api/v1/stream-retention/wrong", new { days = -1, maxBytes = -1, priority = 11 }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["days", "maxBytes", "priority"]);
    }

    [Fact]
    public async Task The_dry_run_the_report_and_the_log_are_told()
    {
        using var client = app.CreateApiClient();
        var old = app.AddRecording("ancient.mp4", daysAgo: 400);

        var plan = await client.GetFromJsonAsync<RetentionPlanDto>("/api/v1/retention/plan", Ct);
        var report = await client.GetFromJsonAsync<RetentionReportDto>("/api/v1/retention", Ct);
        await app.Services.GetRequiredService<RemoveRecordings>().RemoveAsync(await PlannedAsync(old.Id), Ct);
        var log = await client.GetFromJsonAsync<RemovalPage>("/api/v1/retention/removals?limit=200", Ct);

        plan!.Items.ShouldContain(r => r.RecordingId == old.Id && r.Reason == "days");
        report!.Paths.Sum(p => p.Recordings).ShouldBeGreaterThan(0);
        log!.Items.ShouldContain(r => r.RecordingId == old.Id && r.RemovedAt != null);
        (await client.GetAsync("/api/v1/retention/removals?limit=201", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Whoever_reads_a_removed_file_may_go_on_for_a_moment_is_cut_then_and_is_told_that_it_is_gone()
    {
        using var client = app.CreateApiClient();
        var recording = app.AddRecording("large.mp4", daysAgo: 400, bytes: 64 << 20);
        var readers = app.Services.GetRequiredService<RecordingReaders>();
        using var answer = await client.GetAsync($"{Recordings}/{recording.Id}/file", HttpCompletionOption.ResponseHeadersRead, Ct);
        await using var film = await answer.Content.ReadAsStreamAsync(Ct);
        await film.ReadExactlyAsync(new byte[1024], Ct);

        await app.Services.GetRequiredService<RemoveRecordings>().RemoveAsync(await PlannedAsync(recording.Id), Ct);

        readers.BytesLeaving.ShouldBe(64 << 20);
        await film.ReadExactlyAsync(new byte[1024], Ct);
        (await client.GetAsync($"{Recordings}/{recording.Id}/file", Ct)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        IsHeld(recording).ShouldBeTrue();

        app.Patience.Advance(RecordingReaders.Grace);

        await Eventually.TrueAsync(() => !IsHeld(recording), "the space is free");
        readers.BytesLeaving.ShouldBe(0);
        await Should.ThrowAsync<Exception>(() => film.CopyToAsync(Stream.Null, Ct));
    }

    [Fact]
    public async Task A_reader_that_has_finished_holds_nothing()
    {
        using var client = app.CreateApiClient();
        var recording = app.AddRecording("small.mp4", daysAgo: 400, bytes: 1000);
        (await client.GetByteArrayAsync($"{Recordings}/{recording.Id}/file", Ct)).Length.ShouldBe(1000);
        var readers = new RecordingReaders(app.Patience);

        readers.CutAfterGrace(recording.Id, 1000);

        readers.BytesLeaving.ShouldBe(0);
    }

    private static bool IsHeld(Recording recording) =>
        new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Any(f => f.LinkTarget?.Contains(recording.Name, StringComparison.Ordinal) == true);

    private async Task<Removal> PlannedAsync(Guid id) => (await app.Services.GetRequiredService<RetentionPlanner>().MakeAsync(Ct)).Single(r => r.Recording.Id == id);

    private async Task<List<string>> ActionsAsync(string subject)
    {
        await using var db = app.CreateDb();
        return await db.Set<AuditEntry>().Where(e => e.Subject == subject).Select(e => e.Action).ToListAsync(Ct);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.ReadAsync<JsonElement>();
}
