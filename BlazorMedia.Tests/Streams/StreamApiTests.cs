using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Paths;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Streams;

public class StreamApiTests(StreamsFixture app) : IClassFixture<StreamsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_is_added_shown_changed_and_deleted()
    {
        var created = await app.AddAsync(new { name = "garden/north", displayName = "Garden", groupName = "Outside", order = 3, source = "rtsp://u:p@127.0.0.1:1/x", enabled = false, preRollSeconds = 5 });
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location!.ToString().ShouldBe("/api/v1/streams/garden/north");

        var changed = await app.Api.PutAsJsonAsync("/api/v1/streams/garden/north", new { displayName = "North", onDemand = true, record = true }, Ct);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);

        var shown = (await app.GetAsync("garden/north"))!;
        (shown.DisplayName, shown.GroupName, shown.Order, shown.OnDemand, shown.Record, shown.PreRollSeconds).ShouldBe(("North", "Outside", 3, true, true, 5));
        (shown.State, shown.StateReason, shown.Source).ShouldBe(("disabled", "disabled", "rtsp://u:***@127.0.0.1:1/x"));

        (await app.Api.DeleteAsync("/api/v1/streams/garden/north", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Api.GetAsync("/api/v1/streams/garden/north", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"source":"rtsp://h/a"}""", "name", "streams.name_missing")]
    [InlineData("""{"name":"a b","source":"rtsp://h/a"}""", "name", "streams.name_invalid")]
    [InlineData("""{"name":"bad1"}""", "source", "streams.source_missing")]
    [InlineData("""{"name":"bad2","source":"ftp://h/a"}""", "source", "streams.source_scheme_unknown")]
    [InlineData("""{"name":"bad3","source":"file:///../../etc/passwd"}""", "source", "streams.source_file_missing")]
    [InlineData("""{"name":"bad4","source":"http://169.254.169.254/latest"}""", "source", "streams.source_forbidden")]
    [InlineData("""{"name":"bad7","source":"rtsp://u:***@h/a"}""", "source", "streams.source_masked")]
    [InlineData("""{"name":"bad5","source":"rtsp://h/a","preRollSeconds":61}""", "preRollSeconds", "streams.pre_roll_beyond_ring")]
    [InlineData("""{"name":"bad6","source":"rtsp://h/a","order":9999999}""", "order", "streams.order_invalid")]
    public async Task Each_field_is_refused_with_a_sentence_and_nothing_is_created(string body, string field, string code)
    {
        var answer = await app.Api.PostAsync("/api/v1/streams", new StringContent(body, null, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        problem.GetProperty("codes").GetProperty(field)[0].GetString().ShouldBe(code);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.Length.ShouldBeGreaterThan(10);
        (await app.Api.GetFromJsonAsync<StreamList>("/api/v1/streams", Ct))!.Items.ShouldNotContain(s => s.Name.StartsWith("bad", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_is_given_once_even_when_two_ask_at_the_same_time()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.AddAsync(new { name = "twice", source = "rtsp://127.0.0.1:1/x", enabled = false })));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task The_password_of_a_source_is_neither_shown_nor_stored_in_the_clear_and_survives_the_masked_form()
    {
        (await app.AddAsync(new { name = "secret", source = "rtsp://user:hunter2@127.0.0.1:1/x", enabled = false })).EnsureSuccessStatusCode();

        (await app.Api.PutAsJsonAsync("/api/v1/streams/secret", new { notes = "new", source = "rtsp://user:***@127.0.0.1:1/x" }, Ct)).EnsureSuccessStatusCode();

        await using var db = app.CreateDb();
        var row = await db.Set<StreamPath>().SingleAsync(p => p.Name == "secret", Ct);
        (row.SourceCipher + row.SourceMasked).ShouldNotContain("hunter2");
        (await app.Api.GetStringAsync("/api/v1/streams", Ct)).ShouldNotContain("hunter2");
        ((SourceVault)app.Services.GetService(typeof(SourceVault))!).Open(row)!.Url.ShouldBe("rtsp://user:hunter2@127.0.0.1:1/x");
    }

    [Theory]
    [InlineData("streams:read", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("streams:write", HttpStatusCode.OK, HttpStatusCode.BadRequest)]
    [InlineData("recordings", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task A_key_does_what_its_scopes_say(string scopes, HttpStatusCode read, HttpStatusCode write)
    {
        using var client = await app.CreateApiClientAsync(scopes);

        (await client.GetAsync("/api/v1/streams", Ct)).StatusCode.ShouldBe(read);
        (await client.PostAsJsonAsync("/api/v1/streams", new { }, Ct)).StatusCode.ShouldBe(write);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var answer = await app.AddAsync(new { name = "big", source = "rtsp://h/a", notes = new string('x', 100_000) });

        ((int)answer.StatusCode).ShouldBeOneOf(400, 413);
        (await app.Api.GetAsync("/api/v1/streams/big", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("rtsp://127.0.0.1:1/x", "refused")]
    [InlineData("rtsp://camera.invalid/x", "dns")]
    public async Task A_test_of_a_source_says_why_it_fails(string source, string reason)
    {
        var answer = await app.Api.PostAsJsonAsync("/api/v1/source-tests", new { source }, Ct);

        var report = (await answer.Content.ReadFromJsonAsync<SourceReport>(Ct))!;
        (report.Ok, report.Reason).ShouldBe((false, reason));
    }
}

[OnPostgres]
public sealed class StreamApiOnPostgresTests(StreamsFixture app) : StreamApiTests(app);
