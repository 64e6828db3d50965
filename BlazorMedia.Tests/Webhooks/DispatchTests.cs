using System.Text.Json;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>From the row to the receiver and back.</summary>
public sealed class DispatchTests : DeliveryScene
{
    [Fact]
    public async Task An_event_that_is_committed_arrives_once_and_its_attempt_is_kept()
    {
        await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();

        await Host.EmitAsync("recording.finished", new { name = "Tür 🎬" });

        await StateAsync(DeliveryState.Succeeded);
        var request = Receiver.Requests.ShouldHaveSingleItem();
        var message = (await Host.AllAsync<WebhookMessage>()).ShouldHaveSingleItem();
        request.Text.ShouldBe(message.Body);
        request.Id.ShouldBe(message.Id.ToString());
        using var body = JsonDocument.Parse(request.Text);
        body.RootElement.GetProperty("type").GetString().ShouldBe("recording.finished");
        body.RootElement.GetProperty("data").GetProperty("name").GetString().ShouldBe("Tür 🎬");
        var attempt = (await Host.AllAsync<WebhookAttempt>()).ShouldHaveSingleItem();
        (attempt.Status, attempt.Error).ShouldBe((204, null));
        (await EndpointAsync((await DeliveryAsync()).EndpointId)).LastSuccessAt.ShouldBe(Clock.GetUtcNow());
    }

    [Fact]
    public async Task What_is_rolled_back_is_never_sent_and_what_a_transaction_commits_is()
    {
        await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();
        await EmitInTransactionAsync("rolled back", commit: false);

        await EmitInTransactionAsync("committed", commit: true);

        await StateAsync(DeliveryState.Succeeded);
        Receiver.Requests.ShouldHaveSingleItem().Text.ShouldContain("committed");
    }

    [Fact]
    public async Task Only_those_who_hear_a_type_are_told_and_the_event_is_kept_even_if_nobody_is()
    {
        var hears = await Host.AddEndpointAsync(Receiver.Url, s => s with { EventTypes = ["stream.ready"] });
        await Host.AddEndpointAsync(Receiver.Url, s => s with { EventTypes = ["recording.finished"] });

        await Host.EmitAsync("stream.ready", 1);
        await Host.EmitAsync("disk.low", 2);

        (await DeliveryAsync()).EndpointId.ShouldBe(hears.Id);
        (await Host.AllAsync<WebhookMessage>()).Select(m => m.Type).ShouldBe(["stream.ready", "disk.low"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_endpoints_own_headers_are_sent_and_nothing_of_them_is_kept()
    {
        Receiver.Answer = (context, request) => context.Response.WriteAsync($"you sent {request.Headers["X-Token"]} and {request.Headers["webhook-signature"]} and {DeliveryHost.Secret}\0");
        await Host.AddEndpointAsync(new Uri(Receiver.Url + "?key=hidden-query"), headers: new Dictionary<string, string> { ["X-Token"] = "hunter22", ["Authorization"] = "Bearer abcdef", ["User-Agent"] = "mine/2" });
        await Host.StartAsync();

        await Host.EmitAsync("recording.finished", 1);

        await AttemptsAsync(1);
        var request = Receiver.Requests.ShouldHaveSingleItem();
        (request.Headers["X-Token"], request.Headers["Authorization"], request.Headers["User-Agent"], request.Headers["Content-Type"]).ShouldBe(("hunter22", "Bearer abcdef", "mine/2", "application/json"));
        var attempt = (await Host.AllAsync<WebhookAttempt>()).Single();
        attempt.RequestExcerpt.ShouldContain("X-Token: •••");
        attempt.RequestExcerpt.ShouldContain("webhook-id: " + request.Id);
        attempt.ResponseExcerpt!.ShouldStartWith("you sent ••• and ");
        foreach (var secret in new[] { "hunter22", "abcdef", "hidden-query", DeliveryHost.Secret, DeliveryHost.Secret[6..], request.Headers["webhook-signature"][3..], "\0" })
            (attempt.RequestExcerpt + attempt.ResponseExcerpt).ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_failure_is_tried_again_by_the_schedule_with_the_same_id_and_a_new_time_until_it_succeeds()
    {
        Receiver.AnswerWith(500);
        await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();
        await Host.EmitAsync("recording.finished", 1);
        await AttemptsAsync(1);
        var failed = await DeliveryAsync();
        (failed.State, failed.LastStatus, failed.LastError).ShouldBe((DeliveryState.Waiting, 500, DeliveryErrors.Status));
        (failed.NextAttemptAt!.Value - Clock.GetUtcNow()).ShouldBeInRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));

        Receiver.AnswerWith(200);
        await AdvanceUntilAsync(DeliveryState.Succeeded);

        Receiver.Requests.Count.ShouldBe(2);
        Receiver.Requests.Select(r => r.Id).Distinct().ShouldHaveSingleItem();
        Receiver.Requests.Select(r => r.Headers["webhook-timestamp"]).Distinct().Count().ShouldBe(2);
        (await DeliveryAsync()).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task After_ten_requests_it_is_given_up_and_kept()
    {
        Receiver.AnswerWith(404);
        var endpoint = await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();
        await Host.EmitAsync("recording.finished", 1);

        await AdvanceUntilAsync(DeliveryState.Failed);

        Receiver.Requests.Count.ShouldBe(10);
        var delivery = await DeliveryAsync();
        (delivery.Attempts, delivery.NextAttemptAt, delivery.LastStatus).ShouldBe((10, null, 404));
        // A receiver that says 404 for days may be a route that is not deployed yet: no single 4xx switches its endpoint off.
        (await EndpointAsync(endpoint.Id)).State.ShouldBe(EndpointState.Active);
    }

    [Theory]
    [InlineData(301, DeliveryErrors.Redirect)]
    [InlineData(304, DeliveryErrors.Redirect)]
    [InlineData(400, DeliveryErrors.Status)]
    [InlineData(408, DeliveryErrors.Status)]
    [InlineData(503, DeliveryErrors.Status)]
    public async Task Anything_but_a_2xx_is_tried_again(int status, string error)
    {
        Receiver.AnswerWith(status, r => r.Headers.Location = "http://127.0.0.1:1/elsewhere");
        await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();

        await Host.EmitAsync("recording.finished", 1);

        await AttemptsAsync(1);
        var delivery = await DeliveryAsync();
        (delivery.State, delivery.LastStatus, delivery.LastError).ShouldBe((DeliveryState.Waiting, status, error));
        Receiver.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_gets_it_for_everything_and_is_not_taken_for_dead()
    {
        Receiver.AnswerWith(429, r => r.Headers.RetryAfter = "600");
        var endpoint = await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();
        await Host.EmitAsync("recording.finished", 1);
        await AttemptsAsync(1);

        await Host.EmitAsync("recording.finished", 2);
        Clock.Advance(TimeSpan.FromMinutes(9));
        Receiver.AnswerWith(204);
        Receiver.Requests.Count.ShouldBe(1);
        Clock.Advance(TimeSpan.FromMinutes(2));

        await Eventually.TrueAsync(async () => (await Host.AllAsync<WebhookDelivery>()).All(d => d.State == DeliveryState.Succeeded), "both are delivered");
        (await EndpointAsync(endpoint.Id)).LastFailureAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_receiver_that_hangs_ends_by_time_and_is_tried_again()
    {
        Receiver.Hang();
        await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();
        await Host.EmitAsync("recording.finished", 1);
        await Eventually.TrueAsync(() => !Receiver.Requests.IsEmpty, "the request arrived");

        Clock.Advance(TimeSpan.FromSeconds(20));

        await AttemptsAsync(1);
        var delivery = await DeliveryAsync();
        (delivery.State, delivery.LastError, delivery.LastStatus).ShouldBe((DeliveryState.Waiting, "timeout", null));
        (await Host.AllAsync<WebhookAttempt>()).Single().DurationMilliseconds.ShouldBe(20_000);
    }

    [Fact]
    public async Task An_event_from_before_a_rotation_verifies_with_the_old_and_the_new_secret()
    {
        var endpoint = await Host.AddEndpointAsync(Receiver.Url);
        await Host.EmitAsync("recording.finished", new { name = "🎬" });
        const string newer = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Host.RotateAsync(endpoint.Id, newer);
        await Host.StartAsync();
        await StateAsync(DeliveryState.Succeeded);

        var request = Receiver.Requests.Single();
        string[] expected = [request.SignatureBy(newer), request.SignatureBy(DeliveryHost.Secret)];
        request.Headers["webhook-signature"].Split(' ').ShouldBe(expected);
    }

    [Fact]
    public async Task Without_its_key_ring_an_endpoint_fails_with_a_reason_and_sends_nothing_unsigned()
    {
        var endpoint = await Host.AddEndpointAsync(Receiver.Url);
        await Host.ChangeAsync(endpoint.Id, e => e.Rotate("of another key ring", TimeSpan.Zero, Clock.GetUtcNow()));
        await Host.StartAsync();

        await Host.EmitAsync("recording.finished", 1);

        await AttemptsAsync(1);
        (await DeliveryAsync()).LastError.ShouldBe(DeliveryErrors.SecretUnreadable);
        Receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_that_is_deleted_while_a_request_runs_takes_no_other_outcome_along()
    {
        var answer = new TaskCompletionSource();
        Receiver.Answer = (_, _) => answer.Task;
        var gone = await Host.AddEndpointAsync(Receiver.Url);
        var stays = await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();
        await Host.EmitAsync("recording.finished", 1);
        await Eventually.TrueAsync(() => Receiver.Requests.Count == 2, "both requests arrived");

        await Host.DeleteAsync(gone.Id);
        answer.SetResult();

        await StateAsync(DeliveryState.Succeeded);
        (await DeliveryAsync()).EndpointId.ShouldBe(stays.Id);
        await Host.EmitAsync("recording.finished", 2);
        await Eventually.TrueAsync(() => Receiver.Requests.Count == 3, "the next event is sent");
    }

    private async Task EmitInTransactionAsync(string name, bool commit)
    {
        await using var db = Host.Databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Host.Services.GetRequiredService<Outbox>().AddAsync(db, "recording.finished", new { name }, CancellationToken.None);
        await db.SaveChangesAsync();
        if (commit) await transaction.CommitAsync();
        else await transaction.RollbackAsync();
    }

    // To the next attempt or to the end of the breaker's pause, and never while a request may be under way: it would time out.
    private Task AdvanceUntilAsync(DeliveryState state) => Eventually.TrueAsync(
        async () =>
        {
            var delivery = await DeliveryAsync();
            if (delivery.State == state) return true;
            var held = (await EndpointAsync(delivery.EndpointId)).OpenUntil;
            if (delivery.LeasedUntil is null && delivery.NextAttemptAt > Clock.GetUtcNow()) Clock.Advance(delivery.NextAttemptAt.Value - Clock.GetUtcNow());
            else if (delivery.LeasedUntil is null && held > Clock.GetUtcNow()) Clock.Advance(held.Value - Clock.GetUtcNow());
            return false;
        },
        $"the delivery is {state}");
}
