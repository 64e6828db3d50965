using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using BlazorMedia.Web.Features.Webhooks.Log;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;

namespace BlazorMedia.Tests.Webhooks;

public sealed class DeliveryApiTests(WebhooksFixture app) : IClassFixture<WebhooksFixture>
{
    private const string Route = "/api/v1/webhooks/deliveries";

    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_event_tells_what_the_receiver_answered_and_stands_in_the_list()
    {
        var endpoint = (await app.AddAsync()).Endpoint;

        using var sent = await app.Api.PostAsJsonAsync($"{WebhooksFixture.Route}/{endpoint.Id}/test-events", new { type = "recording.finished" }, Ct);

        var result = await sent.ReadAsync<TestEventDto>();
        (sent.StatusCode, result.State, result.Attempt.Status, result.Attempt.Error).ShouldBe((HttpStatusCode.Created, "succeeded", 204, null));
        var listed = (await ListAsync($"endpoint={endpoint.Id}")).Items.ShouldHaveSingleItem();
        (listed.Id, listed.Type, listed.State, listed.Attempts, listed.Endpoint).ShouldBe((result.DeliveryId, "recording.finished", "succeeded", 1, endpoint.Name));
        var detail = await app.Api.GetFromJsonAsync<DeliveryDetailDto>($"{Route}/{listed.Id}", Ct);
        JsonDocument.Parse(detail!.Body).RootElement.GetProperty("data").GetProperty("bytes").GetInt64().ShouldBeGreaterThan(0);
        detail.History.ShouldHaveSingleItem().Request.ShouldContain(listed.MessageId.ToString());
    }

    [Fact]
    public async Task An_unknown_type_of_test_event_is_refused()
    {
        var endpoint = (await app.AddAsync()).Endpoint;

        using var sent = await app.Api.PostAsJsonAsync($"{WebhooksFixture.Route}/{endpoint.Id}/test-events", new { type = "no.such" }, Ct);

        sent.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ListAsync($"endpoint={endpoint.Id}")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repetition()
    {
        var endpoint = await SeedAsync(7);

        var seen = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await ListAsync($"endpoint={endpoint}&limit=3&cursor={cursor}");
            seen.AddRange(page.Items.Select(i => i.Id));
            cursor = page.NextCursor;
        }

        seen.Count.ShouldBe(7);
        seen.Distinct().Count().ShouldBe(7);
        seen.ShouldBe((await ListAsync($"endpoint={endpoint}")).Items.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Select(i => i.Id));
    }

    [Fact]
    public async Task Each_filter_leaves_what_it_says()
    {
        var endpoint = await SeedAsync(6);
        var mine = $"endpoint={endpoint}";
        var all = (await ListAsync(mine)).Items;

        (await ListAsync($"{mine}&state=held")).Items.Count.ShouldBe(2, "of a paused endpoint");
        (await ListAsync($"{mine}&state=waiting")).Items.ShouldBeEmpty();
        (await ListAsync($"{mine}&state=failed")).Items.ShouldAllBe(d => d.State == "failed" && d.LastStatus == 500);
        (await ListAsync($"{mine}&state=succeeded")).Items.Count.ShouldBe(2);
        (await ListAsync($"{mine}&type=tests.odd")).Items.Count.ShouldBe(3);
        (await ListAsync($"{mine}&from=2026-11-20T12:02:00Z&to=2026-11-20T12:04:00Z")).Items.Count.ShouldBe(2);
        (await ListAsync($"{mine}&text={all[0].MessageId}")).Items.ShouldHaveSingleItem().Id.ShouldBe(all[0].Id);
        (await ListAsync($"{mine}&text=number-4")).Items.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("endpoint=door", "endpoint")]
    [InlineData("state=lost", "state")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=later", "to")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    public async Task A_question_that_cannot_be_understood_is_refused_by_field(string query, string field)
    {
        using var answer = await app.Api.GetAsync($"{Route}?{query}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("codes").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_replay_counts_first_and_changes_nothing_by_counting()
    {
        var endpoint = await SeedAsync(6);
        var request = new { endpointId = endpoint, from = Start, to = Start.AddHours(1), dryRun = true };

        var counted = await ReplayAsync(request);
        var untouched = (await ListAsync($"endpoint={endpoint}&state=held")).Items.Count;
        var failedOnly = await ReplayAsync(new { request.endpointId, request.from, request.to, state = "failed", dryRun = true });
        var done = await ReplayAsync(new { request.endpointId, request.from, request.to, state = "failed" });

        (counted.Again, counted.Missed, counted.IsJob, untouched).ShouldBe((4, 0, false, 2));
        (failedOnly.Again, done.Again).ShouldBe((2, 2));
        (await ListAsync($"endpoint={endpoint}&state=held")).Items.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"from":"2026-11-20T12:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"endpointId":"01997a3e-5b7c-7d21-9c55-2f4a8e1b6c01"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"endpointId":"01997a3e-5b7c-7d21-9c55-2f4a8e1b6c01","from":"2026-11-20T12:00:00Z","to":"2026-11-20T11:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"endpointId":"01997a3e-5b7c-7d21-9c55-2f4a8e1b6c01","from":"2026-11-20T12:00:00Z","state":"waiting"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"endpointId":"01997a3e-5b7c-7d21-9c55-2f4a8e1b6c01","from":"2026-11-20T12:00:00Z","dryRun":true}""", HttpStatusCode.NotFound)]
    public async Task A_replay_that_makes_no_sense_is_refused(string body, HttpStatusCode status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await app.Api.PostAsync($"{Route}/replays", content, Ct);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task One_delivery_is_sent_again_but_not_while_it_waits()
    {
        var endpoint = await SeedAsync(3);
        var failed = (await ListAsync($"endpoint={endpoint}&state=failed")).Items[0];

        using var again = await app.Api.PostAsync($"{Route}/{failed.Id}/resends", null, Ct);
        using var twice = await app.Api.PostAsync($"{Route}/{failed.Id}/resends", null, Ct);

        (again.StatusCode, twice.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Conflict));
        var sent = await again.ReadAsync<DeliveryDetailDto>();
        (sent.Delivery.MessageId, sent.Delivery.State).ShouldBe((failed.MessageId, "held"));
    }

    [Fact]
    public async Task The_catalogue_lists_every_type_with_a_sample()
    {
        var list = (await app.Api.GetFromJsonAsync<JsonElement>("/api/v1/webhooks/event-types", Ct)).GetProperty("items").EnumerateArray().ToList();

        string[] expected = ["job.failed", "recording.failed", "recording.finished", "recording.started", "stream.not_ready", "stream.ready", "stream.stalled"];
        expected.ShouldBeSubsetOf(list.Select(t => t.GetProperty("key").GetString()!));
        list.ShouldAllBe(t => t.GetProperty("description").GetString()!.Length > 20 && t.GetProperty("sample").GetProperty("type").GetString() == t.GetProperty("key").GetString());
    }

    /// <summary>A paused endpoint with deliveries a minute apart that waited, succeeded and failed in turn.</summary>
    private async Task<Guid> SeedAsync(int count)
    {
        var endpoint = (await app.AddAsync(new { name = $"seeded {Guid.NewGuid():N}", url = app.Receiver.Url, paused = true })).Endpoint.Id;
        await using var db = app.CreateDb();
        var row = (await db.FindAsync<WebhookEndpoint>([endpoint], Ct))!;
        for (var i = 0; i < count; i++)
        {
            var at = Start.AddMinutes(i);
            var message = Outbox.MessageOf(i % 2 == 0 ? "tests.even" : "tests.odd", new { text = $"number-{i}" }, at);
            var delivery = WebhookDelivery.Create(message, row, at);
            if (i % 3 == 1) delivery.RecordSuccess(200, at);
            if (i % 3 == 2) delivery.RecordFailure(500, DeliveryErrors.Status, null, at);
            db.AddRange(message, delivery);
        }
        await db.SaveChangesAsync(Ct);
        return endpoint;
    }

    private async Task<DeliveryPage> ListAsync(string query) => (await app.Api.GetFromJsonAsync<DeliveryPage>($"{Route}?{query}", Ct))!;

    private async Task<ReplayCount> ReplayAsync(object request)
    {
        using var answer = await app.Api.PostAsJsonAsync($"{Route}/replays", request, Ct);
        return await answer.ReadAsync<ReplayCount>();
    }
}
