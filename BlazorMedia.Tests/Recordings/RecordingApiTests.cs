using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Recordings;

/// <summary>The application with its built-in moving test picture.</summary>
public sealed class DemoFixture : AppFixture
{
    protected override void Configure(IDictionary<string, string?> settings) => settings["Streams:Demo"] = "true";
}

public sealed class RecordingApiTests(DemoFixture app) : IClassFixture<DemoFixture>
{
    private const string Recordings = "/api/v1/recordings";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_is_started_stopped_played_renamed_deleted_and_restored()
    {
        using var client = app.CreateApiClient();
        await LiveAsync(client);

        var started = await client.PostAsJsonAsync($"{Recordings}/tasks", new { stream = "demo", name = "first" }, Ct);
        started.StatusCode.ShouldBe(HttpStatusCode.Created);
        var task = await ReadAsync(started);
        started.Headers.Location!.ToString().ShouldEndWith(Text(task, "id"));
        (await client.PostAsJsonAsync($"{Recordings}/tasks", new { stream = "demo" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(client, $"{Recordings}/tasks")).GetProperty("items")[0].GetProperty("id").GetString().ShouldBe(Text(task, "id"));
        (await client.DeleteAsync($"{Recordings}/{Text(task, "recordingId")}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Task.Delay(TimeSpan.FromSeconds(3), Ct); // something to record
        await ShouldPlayWhileItGrowsAsync(client, await GetAsync(client, $"{Recordings}/{Text(task, "recordingId")}"));

        (await client.DeleteAsync($"{Recordings}/tasks/{Text(task, "id")}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var recording = await ReadyAsync(client, Text(task, "recordingId"));
        Text(recording, "path").ShouldEndWith("/first.mp4");
        (await GetAsync(client, $"{Recordings}/tasks/{Text(task, "id")}")).GetProperty("state").GetString().ShouldBe("finished");

        (await GetAsync(client, $"{Recordings}/tasks?state=finished&limit=1")).GetProperty("items")[0].GetProperty("id").GetString().ShouldBe(Text(task, "id"));
        (await GetAsync(client, $"{Recordings}/tasks?state=recording")).GetProperty("items").GetArrayLength().ShouldBe(0);

        await ShouldDownloadAsync(client, recording);
        await ShouldRenameDeleteAndRestoreAsync(client, Text(recording, "id"));
    }

    [Theory]
    [InlineData("""{"stream":""}""", 400, "recordings.stream_missing")]
    [InlineData("""{"stream":"demo","minutes":0}""", 400, "recordings.minutes_invalid")]
    [InlineData("""{"stream":"demo","minutes":10081}""", 400, "recordings.minutes_invalid")]
    [InlineData("""{"stream":"demo","name":"a/b"}""", 400, "recordings.name_invalid")]
    [InlineData("""{"stream":"nowhere"}""", 404, "recordings.stream_not_found")]
    public async Task A_wrong_start_is_refused_by_name_and_creates_nothing(string body, int status, string code)
    {
        using var client = app.CreateApiClient();
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));

        var answer = await client.PostAsync($"{Recordings}/tasks", content, Ct);

        ((int)answer.StatusCode).ShouldBe(status);
        (await ReadAsync(answer)).GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("?day=yesterday", "day", "recordings.day_invalid")]
    [InlineData("?cursor=x", "cursor", "recordings.cursor_invalid")]
    [InlineData("?limit=201", "limit", "recordings.limit_invalid")]
    [InlineData("?limit=many", "limit", "recordings.limit_invalid")]
    [InlineData("?order=up", "order", "recordings.order_invalid")]
    [InlineData("/tasks?state=odd", "state", "recordings.state_invalid")]
    [InlineData("/tasks?limit=201", "limit", "recordings.limit_invalid")]
    public async Task A_wrong_filter_is_refused_on_its_field(string query, string field, string code)
    {
        using var client = app.CreateApiClient();

        var answer = await client.GetAsync(Recordings + query, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReadAsync(answer)).GetProperty("codes").GetProperty(field)[0].GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Keys_may_do_what_their_scopes_say()
    {
        using var nobody = app.CreateClient();
        using var streams = await app.CreateApiClientAsync("streams");
        using var reader = await app.CreateApiClientAsync("recordings:read");

        (await nobody.GetAsync(Recordings, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await streams.GetAsync(Recordings, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await reader.GetAsync(Recordings, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.PostAsJsonAsync($"{Recordings}/tasks", new { stream = "demo" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task ShouldPlayWhileItGrowsAsync(HttpClient client, JsonElement recording)
    {
        recording.GetProperty("growing").GetBoolean().ShouldBeTrue();
        var url = Text(recording, "fileUrl");
        await Eventually.TrueAsync(async () => (await client.GetAsync(url, Ct)).IsSuccessStatusCode, "there is something to show");
        var whole = await client.GetAsync(url + "?view=me", Ct);
        var bytes = await whole.Content.ReadAsByteArrayAsync(Ct);
        whole.Content.Headers.ContentLength.ShouldBe(bytes.Length);
        using var request = new HttpRequestMessage(HttpMethod.Get, url + "?view=me") { Headers = { Range = new RangeHeaderValue(bytes.Length - 9, null) } };
        var part = await client.SendAsync(request, Ct);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.Headers.ETag.ShouldBe(whole.Headers.ETag);
        (await part.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(bytes[^9..]);
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("x.mp4"), bytes, Ct);
        await Ffmpeg.ShouldDecodeAsync(folder.File("x.mp4"), Ct);
    }

    private static async Task ShouldDownloadAsync(HttpClient client, JsonElement recording)
    {
        var url = Text(recording, "fileUrl");
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(4, 7) } };
        var part = await client.SendAsync(request, Ct);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsStringAsync(Ct)).ShouldBe("ftyp");
        part.Headers.ETag.ShouldNotBeNull();

        var whole = await client.GetAsync(url + "?download=1", Ct);
        whole.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("first.mp4");
        whole.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("x.mp4"), await whole.Content.ReadAsByteArrayAsync(Ct), Ct);
        await Ffmpeg.ShouldDecodeAsync(folder.File("x.mp4"), Ct);
        await Eventually.TrueAsync(async () => (await client.GetAsync($"{Recordings}/{Text(recording, "id")}/thumbnail", Ct)).IsSuccessStatusCode, "the thumbnail");
    }

    private static async Task ShouldRenameDeleteAndRestoreAsync(HttpClient client, string id)
    {
        var renamed = await client.PatchAsJsonAsync($"{Recordings}/{id}", new { name = "Второй" }, Ct);
        Text(await ReadAsync(renamed), "name").ShouldBe("Второй.mp4");
        (await client.PatchAsJsonAsync($"{Recordings}/{id}", new { name = "" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync(client, $"{Recordings}?text=второй")).GetProperty("items").GetArrayLength().ShouldBe(1);

        (await client.DeleteAsync($"{Recordings}/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await GetAsync(client, Recordings)).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await GetAsync(client, $"{Recordings}?trash=true")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await client.PostAsync($"{Recordings}/{id}/restoration", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(client, Recordings)).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    private static Task LiveAsync(HttpClient client) => Eventually.TrueAsync(
        async () => Text(await GetAsync(client, "/api/v1/streams/demo"), "state") == "live", "the test picture is live");

    private static async Task<JsonElement> ReadyAsync(HttpClient client, string id)
    {
        await Eventually.TrueAsync(async () => Text(await GetAsync(client, $"{Recordings}/{id}"), "state") == "ready", "the file is ready");
        return await GetAsync(client, $"{Recordings}/{id}");
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string url) => await ReadAsync((await client.GetAsync(url, Ct)).EnsureSuccessStatusCode());

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
