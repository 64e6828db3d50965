using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Exports;
using BlazorMedia.Web.Features.Recordings.Exports.Share;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings.Exports;

public sealed class ExportApiTests(ExportScene app) : IClassFixture<ExportScene>, IDisposable
{
    private static readonly Clip Plain = new(12, Gop: 50);
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}", 400, "exports.source_missing")]
    [InlineData("""{"stream":"door"}""", 400, "exports.range_missing")]
    [InlineData("""{"stream":"door","from":"2026-11-20T12:00:00Z","until":"2026-11-20T12:00:00Z"}""", 400, "exports.range_invalid")]
    [InlineData("""{"stream":"door","from":"2026-11-20T12:00:00Z","until":"2026-11-22T12:00:00Z"}""", 400, "exports.too_long")]
    [InlineData("""{"stream":"nothing-of-it","from":"2026-11-20T12:00:00Z","until":"2026-11-20T13:00:00Z"}""", 409, "exports.nothing_recorded")]
    [InlineData("""{"pieces":[{"recordingId":"01997a3e-5b7c-7d21-9c55-2f4a8e1b6c02","fromMs":0,"untilMs":1000}]}""", 404, "exports.source_not_found")]
    [InlineData("""{"pieces":[{"recordingId":"01997a3e-5b7c-7d21-9c55-2f4a8e1b6c02","fromMs":0,"untilMs":1}],"mode":"magic"}""", 400, "exports.mode_invalid")]
    [InlineData("""{"pieces":[{"recordingId":"01997a3e-5b7c-7d21-9c55-2f4a8e1b6c02","fromMs":0,"untilMs":1}],"name":"../x"}""", 400, "recordings.name_invalid")]
    public async Task A_wrong_wish_is_refused_by_name(string body, int status, string code)
    {
        using var client = app.CreateApiClient();
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));

        using var answer = await client.PostAsync(ExportDto.Route, content, Ct);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(code);
    }

    [Fact]
    public async Task A_link_opens_the_film_for_a_stranger_until_it_is_taken_back()
    {
        var recording = await app.AddAsync(Plain, Noon);
        var (export, _) = await app.MakeAsync(ExportScene.OfPieces("copy", (recording.Id, 0, 2000)), folder);
        using var client = app.CreateApiClient();
        using var stranger = app.CreateClient();

        var link = await ShareAsync(client, export.Id, 1);
        var page = await stranger.GetAsync(link.Url, Ct);
        using var range = new HttpRequestMessage(HttpMethod.Get, link.Url + "/file") { Headers = { Range = new RangeHeaderValue(0, 99) } };
        var bytes = await stranger.SendAsync(range, Ct);
        var second = await ShareAsync(client, export.Id, 2);
        var old = await stranger.GetAsync(link.Url, Ct);
        (await client.DeleteAsync($"{ExportDto.Route}/{export.Id}/share", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var takenBack = await stranger.GetAsync(second.Url, Ct);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync(Ct)).ShouldContain(export.Name);
        page.Headers.GetValues("Referrer-Policy").ShouldNotBeEmpty();
        (bytes.StatusCode, bytes.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.PartialContent, 100));
        (old.StatusCode, takenBack.StatusCode).ShouldBe((HttpStatusCode.Gone, HttpStatusCode.Gone));
        (await stranger.GetAsync(second.Url + "/file", Ct)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_link_that_is_over_or_was_touched_is_gone()
    {
        var recording = await app.AddAsync(Plain, Noon);
        var (made, _) = await app.MakeAsync(ExportScene.OfPieces("copy", (recording.Id, 0, 2000)), folder);
        var links = app.Services.GetRequiredService<ShareLinks>();
        await using var db = app.CreateDb();
        var export = await db.Set<Export>().SingleAsync(e => e.Id == made.Id, Ct);
        export.Share(TimeProvider.System.GetUtcNow().AddHours(1), ShareLinks.NewSalt());
        await db.SaveChangesAsync(Ct);
        var good = links.TokenOf(export)!;
        export.Share(TimeProvider.System.GetUtcNow().AddHours(-1), export.ShareSalt!);
        var over = links.TokenOf(export)!;
        using var stranger = app.CreateClient();

        (await stranger.GetAsync($"/share/{good}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var bad in (string[])[over, good[..^4] + "AAAA", good[..20], "x", new string('A', 4000)])
            (await stranger.GetAsync($"/share/{bad}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Gone, bad);
    }

    [Fact]
    public async Task A_cancelled_export_leaves_nothing_and_can_be_made_again()
    {
        // Encoded anew, so that there is time to cancel.
        var recording = await app.AddAsync(new Clip(60, "1280x720", Gop: 50), Noon);
        using var client = app.CreateApiClient();
        var export = await ExportScene.CreateAsync(client, new { pieces = new[] { new { recordingId = recording.Id, fromMs = 0, untilMs = 60_000 } }, burnTime = true });
        await Eventually.TrueAsync(async () => (await FindAsync(client, export.Id)) is { State: "running", Percent: > 0 }, "it runs and says how far it is");

        await using (var db = app.CreateDb()) (await db.Set<Export>().RecordingsInUse().ContainsAsync(recording.Id, Ct)).ShouldBeTrue();
        (await client.DeleteAsync($"{ExportDto.Route}/{export.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await FindAsync(client, export.Id)).State.ShouldBe("cancelled");
        var store = app.Services.GetRequiredService<ExportStore>();
        await Eventually.TrueAsync(() => Task.FromResult(!Directory.Exists(store.WorkFolder(export.Id))), "its folder is gone");
        (await client.PostAsync($"{ExportDto.Route}/{export.Id}/retries", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await client.DeleteAsync($"{ExportDto.Route}/{export.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Removing_an_export_leaves_a_file_that_another_row_names()
    {
        var store = app.Services.GetRequiredService<ExportStore>();
        var name = $"{Guid.NewGuid():N}.mp4";
        await File.WriteAllTextAsync(store.FileOf(name), "mp4", Ct);
        await using var db = app.CreateDb();
        var (failed, ready) = (Row(ExportState.Failed), Row(ExportState.Ready));
        db.AddRange(failed, ready);
        await db.SaveChangesAsync(Ct);
        var change = app.Services.GetRequiredService<ChangeExport>();

        await change.CancelOrRemoveAsync(failed.Id, Ct);
        var isKept = File.Exists(store.FileOf(name));
        await change.CancelOrRemoveAsync(ready.Id, Ct);

        isKept.ShouldBeTrue();
        File.Exists(store.FileOf(name)).ShouldBeFalse();

        Export Row(ExportState state) => new() { Id = Guid.CreateVersion7(), Name = name, State = state, CreatedAt = Noon, Path = name };
    }

    [Fact]
    public async Task A_recording_in_use_is_not_purged_before_its_export_is_made()
    {
        var recording = await app.AddAsync(Plain, Noon);
        await using var db = app.CreateDb();
        var export = new Export { Id = Guid.CreateVersion7(), Name = "x.mp4", State = ExportState.Failed, CreatedAt = Noon };
        export.Pieces.Add(new ExportPiece { RecordingId = recording.Id, UntilMs = 1000 });
        // Waiting, but for a node that is not here, so that nobody takes it away under the test.
        (export.State, export.NodeId) = (ExportState.Waiting, Guid.NewGuid());
        db.Add(export);
        await db.SaveChangesAsync(Ct);
        await db.Set<Recording>().Where(r => r.Id == recording.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.TrashedAt, Noon.AddDays(-5)), Ct);

        await PurgeAsync();
        var kept = await db.Set<Recording>().AnyAsync(r => r.Id == recording.Id, Ct);
        await db.Set<Export>().Where(e => e.Id == export.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, ExportState.Cancelled), Ct);
        await PurgeAsync();

        kept.ShouldBeTrue();
        (await db.Set<Recording>().AnyAsync(r => r.Id == recording.Id, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_day_is_one_zip_with_a_folder_for_each_stream()
    {
        var day = new DateTimeOffset(2025, 3, 4, 12, 0, 0, TimeSpan.Zero);
        var streams = new[] { "yard/left", "улица" };
        List<Recording> recordings = [await app.AddAsync(Plain, day, streams[0]), await app.AddAsync(Plain, day.AddMinutes(5), streams[1])];
        using var client = app.CreateApiClient();

        var all = await DownloadAsync(client, "/api/v1/recordings/day-archive?day=2025-03-04");
        var one = await DownloadAsync(client, $"/api/v1/recordings/day-archive?day=20250304&stream={Uri.EscapeDataString(streams[1])}");

        await using var zip = await ZipFile.OpenReadAsync(all, Ct);
        zip.Entries.Select(e => e.FullName).ShouldBe([$"yard_left/{recordings[0].Name}", $"улица/{recordings[1].Name}"]);
        zip.Entries.ShouldAllBe(e => e.Length == recordings[0].Bytes);
        (await ToolRun.StartAsync("unzip", ["-t", all], Ct)).ExitCode.ShouldBe(0);
        await using var single = await ZipFile.OpenReadAsync(one, Ct);
        single.Entries.Count.ShouldBe(1);
        (await client.GetAsync("/api/v1/recordings/day-archive?day=1999-01-01", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/v1/recordings/day-archive?day=soon", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync("/api/v1/recordings/day-archive?day=2025-03-04&zone=Nowhere/Land", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    public void Dispose() => folder.Dispose();

    private async Task PurgeAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PurgeTrashJob>().RunAsync(JobRun.Silent, Ct);
    }

    private async Task<string> DownloadAsync(HttpClient client, string address)
    {
        var file = folder.File($"{Guid.NewGuid():N}.zip");
        await using var target = File.Create(file);
        await using var source = await client.GetStreamAsync(new Uri(address, UriKind.Relative), Ct);
        await source.CopyToAsync(target, Ct);
        return file;
    }

    private static async Task<ExportDto> FindAsync(HttpClient client, Guid id) => (await client.GetFromJsonAsync<ExportDetailDto>($"{ExportDto.Route}/{id}", Ct))!.Export;

    private static async Task<SharedExport> ShareAsync(HttpClient client, Guid id, int hours)
    {
        using var answer = await client.PostAsJsonAsync($"{ExportDto.Route}/{id}/share", new { hours }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<SharedExport>(Ct))!;
    }
}
