using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Webhooks.Deliveries;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>What holds one endpoint back, and never another.</summary>
public sealed class LaneTests : DeliveryScene
{
    [Fact]
    public async Task Never_more_requests_at_once_than_the_endpoint_allows()
    {
        var (now, most) = (0, 0);
        var go = new TaskCompletionSource();
        Receiver.Answer = async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await go.Task;
            Interlocked.Decrement(ref now);
        };
        await Host.AddEndpointAsync(Receiver.Url, s => s with { Concurrency = 3 });
        for (var i = 0; i < 20; i++) await Host.EmitAsync("recording.finished", i);

        await Host.StartAsync();
        await Eventually.TrueAsync(() => Receiver.Requests.Count == 3, "three requests arrived");
        go.SetResult();

        await Eventually.TrueAsync(async () => await Host.CountWaitingAsync() == 0, "all are delivered");
        most.ShouldBe(3);
        Receiver.Requests.Select(r => r.Id).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_rate_is_kept_however_much_waits()
    {
        await Host.AddEndpointAsync(Receiver.Url, s => s with { RatePerSecond = 10 });
        for (var i = 0; i < 30; i++) await Host.EmitAsync("recording.finished", i);
        await Host.StartAsync();
        await Eventually.TrueAsync(() => Receiver.Requests.Count == 1, "the first arrived");

        for (var tenth = 1; tenth < 30; tenth++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            var expected = tenth + 1;
            await Eventually.TrueAsync(() => Receiver.Requests.Count >= expected, $"{expected} arrived");
            Receiver.Requests.Count.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(null, 1000)]
    [InlineData(1, 1)]
    [InlineData(100, 110)]
    public void A_full_bucket_lets_at_most_a_tenth_of_a_second_more_through(int? perSecond, int most)
    {
        var (gate, count) = (new RateGate(perSecond), 0);

        for (var millisecond = 0; millisecond < 1000; millisecond++)
            if (gate.TryTake(Clock.GetUtcNow().AddMilliseconds(millisecond))) count++;

        count.ShouldBeInRange(most * 9 / 10, most);
    }

    [Fact]
    public async Task A_dead_endpoint_is_left_alone_probed_with_one_request_and_heals_by_itself()
    {
        Receiver.AnswerWith(500);
        var endpoint = await Host.AddEndpointAsync(Receiver.Url, s => s with { Concurrency = 1 });
        for (var i = 0; i < 12; i++) await Host.EmitAsync("recording.finished", i);
        await Host.StartAsync();
        await Eventually.TrueAsync(async () => (await EndpointAsync(endpoint.Id)).IsOpen, "the breaker is open");
        await AuditAsync("webhooks.endpoint_failing");
        var sent = Receiver.Requests.Count;
        sent.ShouldBe(Breaker.Threshold);

        Clock.Advance(TimeSpan.FromSeconds(29));
        Receiver.Requests.Count.ShouldBe(sent);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(async () => (await EndpointAsync(endpoint.Id)).OpenUntil == Clock.GetUtcNow().AddSeconds(60), "the probe failed");
        Receiver.Requests.Count.ShouldBe(sent + 1);

        Receiver.AnswerWith(200);
        Clock.Advance(TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(async () => !(await EndpointAsync(endpoint.Id)).IsOpen, "the breaker is closed");
        await AuditAsync("webhooks.endpoint_restored");
        await Eventually.TrueAsync(AreAllDeliveredAsync, "all are delivered");
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_disabled_with_an_audit_line_and_its_events_are_kept()
    {
        Receiver.AnswerWith(410);
        var endpoint = await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();

        await Host.EmitAsync("recording.finished", 1);

        await Eventually.TrueAsync(async () => (await EndpointAsync(endpoint.Id)).StateReason == WebhookEndpoint.ReasonGone, "it is disabled");
        await AuditAsync("webhooks.endpoint_disabled");
        await Host.EmitAsync("recording.finished", 2);
        Clock.Advance(TimeSpan.FromDays(1));
        (await Host.CountWaitingAsync()).ShouldBe(2);
        Receiver.Requests.Count.ShouldBe(1);
        Receiver.AnswerWith(204);
        await Host.ChangeAsync(endpoint.Id, e => e.Resume());
        await Eventually.TrueAsync(async () => await Host.CountWaitingAsync() == 0, "both are delivered");
    }

    [Fact]
    public async Task What_happens_during_a_pause_is_sent_after_it()
    {
        var endpoint = await Host.AddEndpointAsync(Receiver.Url, paused: true);
        await Host.StartAsync();
        await Host.EmitAsync("recording.finished", 1);
        Clock.Advance(TimeSpan.FromDays(2));
        Receiver.Requests.ShouldBeEmpty();

        await Host.ChangeAsync(endpoint.Id, e => e.Resume());

        await StateAsync(DeliveryState.Succeeded);
        await Host.ChangeAsync(endpoint.Id, e => e.Pause());
        await Host.EmitAsync("recording.finished", 2);
        await Eventually.TrueAsync(async () => await Host.CountWaitingAsync() == 1, "it waits");
        Receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ten_endpoints_that_hang_do_not_slow_a_healthy_one()
    {
        await using var hanging = await StandInReceiver.StartAsync();
        hanging.Hang();
        for (var i = 0; i < 10; i++) await Host.AddEndpointAsync(hanging.Url);
        await Host.AddEndpointAsync(Receiver.Url);
        for (var i = 0; i < 50; i++) await Host.EmitAsync("recording.finished", i);

        await Host.StartAsync();

        // The clock stands still, so not one of the hanging requests ever ends.
        await Eventually.TrueAsync(() => Receiver.Requests.Count == 50, "the healthy one has all");
        hanging.Requests.Count.ShouldBeLessThanOrEqualTo(10 * WebhookEndpoint.DefaultConcurrency);
    }

    // Never moves the clock while a request is under way, which would time out.
    private async Task<bool> AreAllDeliveredAsync()
    {
        var waiting = (await Host.AllAsync<WebhookDelivery>()).Where(d => d.State == DeliveryState.Waiting).ToList();
        if (waiting.Count > 0 && waiting.TrueForAll(d => d.LeasedUntil is null)) Clock.Advance(TimeSpan.FromMinutes(1));
        return waiting.Count == 0;
    }

    private Task AuditAsync(string action) => Eventually.TrueAsync(async () => (await Host.AllAsync<AuditEntry>()).Count(a => a.Action == action && a.ActorKind == ActorKind.System) == 1, action);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, value, seen);
    }
}
