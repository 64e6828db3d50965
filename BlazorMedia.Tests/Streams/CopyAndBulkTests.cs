using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Streams;

public sealed class CopyAndBulkTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static object Off(string name) => new { name, source = "rtsp://u:planted@127.0.0.1:1/a", enabled = false, groupName = "north", record = true };

    [Fact]
    public async Task A_duplicate_has_every_setting_even_the_password_that_nobody_sees_and_is_switched_off()
    {
        using var client = app.CreateApiClient();
        (await client.PostAsJsonAsync("/api/v1/streams", Off("first"), Stop)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await using (var db = app.CreateDb())
        {
            var id = (await db.Set<StreamPath>().SingleAsync(p => p.Name == "first", Stop)).Id;
            db.Add(new RetentionRule { StreamId = id, Days = 3, Priority = 2 });
            db.Add(new StreamHealthRules { StreamId = id, Black = true, MinFps = 12 });
            await db.SaveChangesAsync(Stop);
        }

        using var copied = await client.PostAsJsonAsync("/api/v1/stream-copies", new { from = "first", name = "second" }, Stop);

        copied.StatusCode.ShouldBe(HttpStatusCode.Created, await copied.Content.ReadAsStringAsync(Stop));
        (await copied.Content.ReadAsStringAsync(Stop)).ShouldNotContain("planted");
        await using var after = app.CreateDb();
        var (first, second) = (await after.Set<StreamPath>().SingleAsync(p => p.Name == "first", Stop), await after.Set<StreamPath>().SingleAsync(p => p.Name == "second", Stop));
        (second.SourceCipher, second.GroupName, second.Record, second.Enabled).ShouldBe((first.SourceCipher, "north", true, false));
        (await after.Set<RetentionRule>().SingleAsync(r => r.StreamId == second.Id, Stop)).Priority.ShouldBe(2);
        (await after.Set<StreamHealthRules>().SingleAsync(r => r.StreamId == second.Id, Stop)).MinFps.ShouldBe(12);
        (await client.PostAsJsonAsync("/api/v1/stream-copies", new { from = "first", name = "second" }, Stop)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await client.PostAsJsonAsync("/api/v1/stream-copies", new { from = "first", name = "a b", source = "no address" }, Stop)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostAsJsonAsync("/api/v1/stream-copies", new { from = "nobody", name = "c" }, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_change_reaches_many_and_one_that_says_no_keeps_nobody_from_it()
    {
        using var client = app.CreateApiClient();
        foreach (var name in (string[])["bulk/a", "bulk/b"]) (await client.PostAsJsonAsync("/api/v1/streams", Off(name), Stop)).EnsureSuccessStatusCode();

        using var changed = await client.PatchAsJsonAsync("/api/v1/streams", new { names = (string[])["bulk/a", "gone", "bulk/b"], change = new { groupName = "south", record = false } }, Stop);

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await changed.Content.ReadAsStringAsync(Stop)).ShouldContain("There is no stream with this name.");
        await using var db = app.CreateDb();
        (await db.Set<StreamPath>().Where(p => p.Name.StartsWith("bulk/")).ToListAsync(Stop)).ShouldAllBe(p => p.GroupName == "south" && !p.Record && p.SourceMasked.Contains("***"));
    }

    [Theory]
    [InlineData("""{"names":[],"change":{"record":true}}""", "selection_empty")]
    [InlineData("""{"names":["a"]}""", "selection_empty")]
    [InlineData("""{"names":["a"],"change":{"source":"rtsp://127.0.0.1/x"}}""", "change_forbidden")]
    public async Task A_change_that_cannot_be_for_many_says_why(string body, string code)
    {
        using var client = app.CreateApiClient();
        using var answer = await client.PatchAsync("/api/v1/streams", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain(code);
    }
}
