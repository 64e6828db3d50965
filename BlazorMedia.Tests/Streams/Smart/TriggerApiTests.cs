using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Smart;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Streams.Smart;

public sealed class TriggerApiTests(SmartFixture app) : IClassFixture<SmartFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_without_a_trigger_has_none()
    {
        await AddAsync("hall/plain");

        var trigger = (await app.Api.GetFromJsonAsync<TriggerDto>("/api/v1/stream-triggers/hall/plain", Ct))!;

        (trigger.Stream, trigger.Kind, trigger.Schedule, trigger.State.Phase, trigger.State.Armed).ShouldBe(("hall/plain", "none", "always", "off", true));
    }

    [Fact]
    public async Task What_is_saved_is_kept_and_written_down()
    {
        await AddAsync("hall/saved");

        var saved = await SaveAsync("hall/saved", new { kind = "content", startScore = 33, schedule = "FRI 8-10,9-12" });
        var again = await SaveAsync("hall/saved", new { holdSeconds = 7 });

        (saved.Kind, saved.StartScore, saved.StopScore, saved.Schedule).ShouldBe(("content", 33, 10, "fri 8-12"));
        (again.Kind, again.StartScore, again.HoldSeconds, again.Schedule).ShouldBe(("content", 33, 7, "fri 8-12"));
        await using var db = app.CreateDb();
        (await db.Set<AuditEntry>().Where(a => a.Action == "triggers.changed" && a.Subject == "hall/saved").CountAsync(Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task Another_kind_begins_with_its_preset_and_keeps_the_hours()
    {
        await AddAsync("hall/kinds");
        await SaveAsync("hall/kinds", new { kind = "content", startScore = 33, schedule = "never" });

        var device = await SaveAsync("hall/kinds", new { kind = "device", deviceAddress = "http://192.168.1.168/" });

        (device.StartScore, device.DeviceAddress, device.Schedule, device.State.Phase).ShouldBe((60, "http://192.168.1.168", "never", device.State.Phase));
    }

    [Theory]
    [InlineData("""{"kind":"sometimes"}""", "kind")]
    [InlineData("""{"kind":"content","startScore":101}""", "startScore")]
    [InlineData("""{"kind":"device","deviceAddress":"ftp://box"}""", "deviceAddress")]
    [InlineData("""{"kind":"device"}""", "deviceAddress")]
    [InlineData("""{"kind":"device","deviceAddress":"http://10.0.0.7"}""", "deviceAddress")]
    [InlineData("""{"kind":"device","deviceAddress":"http://192.168.1.2:25"}""", "deviceAddress")]
    [InlineData("""{"kind":"content","schedule":"mon"}""", "schedule")]
    public async Task Mistakes_are_refused_at_their_field(string body, string field)
    {
        await AddAsync("hall/wrong");

        using var answer = await app.Api.PutAsync(new Uri("/api/v1/stream-triggers/hall/wrong", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain($"\"{field}\"");
    }

    [Fact]
    public async Task An_unknown_stream_is_not_found()
    {
        using var read = await app.Api.GetAsync(new Uri("/api/v1/stream-triggers/nobody", UriKind.Relative), Ct);
        using var write = await app.Api.PutAsJsonAsync("/api/v1/stream-triggers/nobody", new { kind = "content" }, Ct);

        read.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        write.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    // Switched off: nothing is pulled for these.
    private async Task AddAsync(string name)
    {
        using var added = await app.Api.PostAsJsonAsync("/api/v1/streams", new { name, source = "testpattern://", enabled = false });
        added.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
    }

    private async Task<TriggerDto> SaveAsync(string name, object trigger)
    {
        using var answer = await app.Api.PutAsJsonAsync($"/api/v1/stream-triggers/{name}", trigger);
        return await answer.ReadAsync<TriggerDto>();
    }
}
