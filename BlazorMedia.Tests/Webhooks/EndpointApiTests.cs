using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Webhooks.Signing;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Webhooks;

public sealed class EndpointApiTests(WebhooksFixture app) : IClassFixture<WebhooksFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_endpoint_shows_its_secret_once_and_never_again()
    {
        var created = await app.AddAsync(new { name = "once", url = app.Receiver.Url, headers = new Dictionary<string, string> { ["Authorization"] = "Bearer gateway-password" } });

        created.Secret.ShouldNotBeNull().ShouldStartWith("whsec_");
        var texts = new[] { await app.Api.GetStringAsync(WebhooksFixture.Route, Ct), await app.Api.GetStringAsync($"{WebhooksFixture.Route}/{created.Endpoint.Id}", Ct) };
        texts.ShouldAllBe(t => !t.Contains("whsec_") && !t.Contains("gateway-password") && t.Contains("Authorization"));
        await using var db = app.CreateDb();
        var row = await db.Set<WebhookEndpoint>().Include(e => e.Secrets).SingleAsync(e => e.Id == created.Endpoint.Id, Ct);
        row.Secrets.ShouldHaveSingleItem().ProtectedValue.ShouldNotContain(created.Secret);
        row.ProtectedHeaders.ShouldNotBeNull().ShouldNotContain("gateway-password");
    }

    [Theory]
    [InlineData("http://192.168.1.20/hook", "http.address_refused")]
    [InlineData("http://[::1]/hook", "http.address_refused")]
    [InlineData("http://169.254.169.254/latest", "http.address_refused")]
    [InlineData("https://user:password@example.org/", "http.user_info")]
    [InlineData("ftp://example.org/", "http.scheme_invalid")]
    [InlineData("", "webhooks.url_missing")]
    public async Task An_address_that_may_not_be_called_is_refused_with_the_reason_and_nothing_is_stored(string url, string code)
    {
        var name = $"refused {url}";

        using var answer = await app.PostAsync(new { name, url });

        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest);
        problem.GetProperty("codes").GetProperty("url")[0].GetString().ShouldBe(code);
        if (code == "http.address_refused") problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("Http__Outgoing__AllowedNetworks");
        await using var db = app.CreateDb();
        (await db.Set<WebhookEndpoint>().AnyAsync(e => e.Name == name, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_mistake_is_told_at_once()
    {
        using var answer = await app.PostAsync(new { name = " ", url = "http://10.0.0.1/", eventTypes = new[] { "no.such" }, profile = "rsa", ratePerSecond = -1, concurrency = 0, secret = "short", headers = new Dictionary<string, string> { ["Host"] = "x" } });

        var codes = (await ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("codes");
        codes.EnumerateObject().Select(c => c.Name).ShouldBe(["name", "url", "eventTypes", "profile", "ratePerSecond", "concurrency", "secret", "headers"], ignoreOrder: true);
    }

    [Fact]
    public async Task Two_endpoints_cannot_have_one_name()
    {
        var first = await app.AddAsync(new { name = "twin", url = app.Receiver.Url });
        var other = await app.AddAsync();

        using var created = await app.PostAsync(new { name = "twin", url = app.Receiver.Url });
        using var renamed = await app.Api.PutAsJsonAsync($"{WebhooksFixture.Route}/{other.Endpoint.Id}", new { name = "twin" }, Ct);

        (await ProblemAsync(created, HttpStatusCode.Conflict)).GetProperty("code").GetString().ShouldBe("webhooks.name_taken");
        (await ProblemAsync(renamed, HttpStatusCode.Conflict)).GetProperty("code").GetString().ShouldBe("webhooks.name_taken");
        (await FindAsync(other.Endpoint.Id)).Name.ShouldBe(other.Endpoint.Name);
        first.Endpoint.Name.ShouldBe("twin");
    }

    [Fact]
    public async Task What_a_change_does_not_name_stays_as_it_is()
    {
        var created = await app.AddAsync(new { name = "changing", url = app.Receiver.Url, eventTypes = new[] { "job.failed" }, profile = "both", ratePerSecond = 5, concurrency = 2, headers = new Dictionary<string, string> { ["X-One"] = "first", ["X-Two"] = "second" } });

        using var answer = await app.Api.PutAsJsonAsync($"{WebhooksFixture.Route}/{created.Endpoint.Id}", new { ratePerSecond = 0, headers = new Dictionary<string, string?> { ["X-Two"] = null, ["X-Three"] = "third" } }, Ct);

        var changed = await answer.ReadAsync<EndpointDto>();
        (changed.Name, changed.Profile, changed.RatePerSecond, changed.Concurrency).ShouldBe(("changing", "both", null, 2));
        changed.EventTypes.ShouldBe(["job.failed"]);
        changed.Headers.ShouldBe(["X-Two", "X-Three"], ignoreOrder: true);
        await SendTestAsync(created.Endpoint.Id, "job.failed");
        var (headers, _) = app.Receiver.Received.Last();
        (headers["X-Two"], headers["X-Three"], headers.ContainsKey("X-One")).ShouldBe(("second", "third", false));
    }

    [Fact]
    public async Task A_header_without_a_value_is_refused_unless_one_is_stored()
    {
        using var answer = await app.PostAsync(new { name = "no value", url = app.Receiver.Url, headers = new Dictionary<string, string?> { ["X-New"] = null } });

        (await ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("codes").GetProperty("headers")[0].GetString().ShouldBe("webhooks.header_value_missing");
    }

    [Fact]
    public async Task An_endpoint_created_paused_waits_and_goes_on_when_it_is_resumed()
    {
        var created = await app.AddAsync(new { name = "paused", url = app.Receiver.Url, paused = true });
        created.Endpoint.State.ShouldBe("paused");

        using var resumed = await app.Api.DeleteAsync($"{WebhooksFixture.Route}/{created.Endpoint.Id}/pause", Ct);
        (await resumed.ReadAsync<EndpointDto>()).State.ShouldBe("active");

        using var paused = await app.Api.PutAsync($"{WebhooksFixture.Route}/{created.Endpoint.Id}/pause", null, Ct);
        (await paused.ReadAsync<EndpointDto>()).ShouldSatisfyAllConditions(e => e.State.ShouldBe("paused"), e => e.StateReason.ShouldBe("by_hand"));
    }

    [Fact]
    public async Task After_a_rotation_old_and_new_secret_sign_until_the_overlap_ends()
    {
        var old = await app.AddAsync();

        using var answer = await app.Api.PostAsJsonAsync($"{WebhooksFixture.Route}/{old.Endpoint.Id}/secrets", new { }, Ct);

        var rotated = await answer.ReadAsync<EndpointWithSecret>();
        rotated.Secret.ShouldNotBeNull().ShouldNotBe(old.Secret);
        rotated.Endpoint.Secrets.Count.ShouldBe(2);
        rotated.Endpoint.Secrets[0].ExpiresAt.ShouldBeNull();
        (rotated.Endpoint.Secrets[1].ExpiresAt - rotated.Endpoint.Secrets[0].CreatedAt).ShouldBe(TimeSpan.FromHours(24));
        await SendTestAsync(old.Endpoint.Id, "job.failed");
        var (headers, body) = app.Receiver.Received.Last();
        foreach (var secret in new[] { rotated.Secret, old.Secret! })
            headers["webhook-signature"].Split(' ').ShouldContain(Signature.StandardOf([new SigningKey(SigningSecret.KeyOf(secret), secret, null)], headers["webhook-id"], headers["webhook-timestamp"], body));
    }

    [Theory]
    [InlineData("""{"overlapHours":-1}""", "webhooks.overlap_invalid")]
    [InlineData("""{"overlapHours":100000}""", "webhooks.overlap_invalid")]
    [InlineData("""{"secret":"short"}""", "webhooks.secret_too_short")]
    [InlineData("""{"secret":"whsec_not-base64-not-base64"}""", "webhooks.secret_invalid")]
    public async Task A_rotation_that_cannot_be_is_refused_and_changes_nothing(string body, string code)
    {
        var created = await app.AddAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await app.Api.PostAsync($"{WebhooksFixture.Route}/{created.Endpoint.Id}/secrets", content, Ct);

        (await ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("code").GetString().ShouldBe(code);
        (await FindAsync(created.Endpoint.Id)).Secrets.ShouldHaveSingleItem().ExpiresAt.ShouldBeNull();
    }

    [Fact]
    public async Task An_own_secret_is_taken_and_not_shown_back()
    {
        var created = await app.AddAsync(new { name = "own", url = app.Receiver.Url, secret = "a secret of the receiver" });

        created.Secret.ShouldBeNull();
        await SendTestAsync(created.Endpoint.Id, "job.failed");
        var (headers, body) = app.Receiver.Received.Last();
        headers["webhook-signature"].ShouldBe(Signature.StandardOf([new SigningKey(Encoding.UTF8.GetBytes("a secret of the receiver"), "", null)], headers["webhook-id"], headers["webhook-timestamp"], body));
    }

    [Fact]
    public async Task A_deleted_endpoint_is_gone_with_what_waits_for_it()
    {
        var created = await app.AddAsync();
        await SendTestAsync(created.Endpoint.Id, "job.failed");

        using var deleted = await app.Api.DeleteAsync($"{WebhooksFixture.Route}/{created.Endpoint.Id}", Ct);

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await app.Api.GetAsync($"{WebhooksFixture.Route}/{created.Endpoint.Id}", Ct);
        await ProblemAsync(again, HttpStatusCode.NotFound);
        await using var db = app.CreateDb();
        (await db.Set<WebhookDelivery>().AnyAsync(d => d.EndpointId == created.Endpoint.Id, Ct)).ShouldBeFalse();
        (await db.Set<WebhookSecret>().AnyAsync(s => s.EndpointId == created.Endpoint.Id, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_change_is_written_down_without_a_secret()
    {
        var created = await app.AddAsync(new { name = "audited", url = app.Receiver.Url + "?token=in-the-address", headers = new Dictionary<string, string> { ["Authorization"] = "Bearer gateway-password" } });
        var route = $"{WebhooksFixture.Route}/{created.Endpoint.Id}";
        await app.Api.PutAsJsonAsync(route, new { concurrency = 3 }, Ct);
        await app.Api.PutAsync($"{route}/pause", null, Ct);
        await app.Api.PutAsync($"{route}/pause", null, Ct);
        await app.Api.DeleteAsync($"{route}/pause", Ct);
        await app.Api.PostAsJsonAsync($"{route}/secrets", new { overlapHours = 0 }, Ct);
        await app.Api.DeleteAsync(route, Ct);

        await using var db = app.CreateDb();
        var lines = await db.Set<AuditEntry>().Where(a => a.Subject == "audited").OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(Ct);
        lines.Select(l => l.Action).ShouldBe(
            ["webhooks.endpoint_created", "webhooks.endpoint_changed", "webhooks.endpoint_paused", "webhooks.endpoint_resumed", "webhooks.secret_rotated", "webhooks.endpoint_deleted"]);
        string.Join('\n', lines.Select(l => l.Details)).ShouldSatisfyAllConditions(t => t.ShouldNotContain("in-the-address"), t => t.ShouldNotContain("gateway-password"), t => t.ShouldNotContain("whsec_"));
    }

    [Fact]
    public async Task A_key_without_the_scope_may_neither_read_nor_write()
    {
        using var other = await app.CreateApiClientAsync("streams");
        using var reader = await app.CreateApiClientAsync("webhooks:read");

        (await other.GetAsync(WebhooksFixture.Route, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await reader.GetAsync(WebhooksFixture.Route, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.PostAsJsonAsync(WebhooksFixture.Route, new { name = "x", url = app.Receiver.Url }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task SendTestAsync(Guid id, string type)
    {
        using var sent = await app.Api.PostAsJsonAsync($"{WebhooksFixture.Route}/{id}/test-events", new { type }, Ct);
        (await sent.ReadAsync<TestEventDto>()).State.ShouldBe("succeeded");
    }

    private async Task<EndpointDto> FindAsync(Guid id) => (await app.Api.GetFromJsonAsync<EndpointDto>($"{WebhooksFixture.Route}/{id}", Ct))!;

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        answer.StatusCode.ShouldBe(status);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
