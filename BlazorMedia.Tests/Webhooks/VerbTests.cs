using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>What a person does with deliveries, and what time does.</summary>
public sealed class VerbTests : DeliveryScene
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_resend_repeats_the_id_and_is_written_down()
    {
        await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();
        await Host.EmitAsync("recording.finished", 1);
        await StateAsync(DeliveryState.Succeeded);

        (await Verb<ResendDelivery>().HandleAsync((await DeliveryAsync()).Id, Ct)).IsSuccess.ShouldBeTrue();

        await AttemptsAsync(2);
        await StateAsync(DeliveryState.Succeeded);
        Receiver.Requests.Select(r => (r.Id, r.Text)).Distinct().ShouldHaveSingleItem();
        (await Host.AllAsync<AuditEntry>()).ShouldHaveSingleItem().Action.ShouldBe("webhooks.delivery_resent");
        (await Verb<ResendDelivery>().HandleAsync(Guid.NewGuid(), Ct)).Refusal.ShouldBe(WebhookRefusals.DeliveryNotFound);
    }

    [Fact]
    public async Task What_waits_is_not_resent()
    {
        await Host.AddEndpointAsync(Receiver.Url, paused: true);
        await Host.EmitAsync("recording.finished", 1);

        (await Verb<ResendDelivery>().HandleAsync((await DeliveryAsync()).Id, Ct)).Refusal.ShouldBe(WebhookRefusals.AlreadyWaiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_test_event_is_sent_at_once_also_to_a_paused_endpoint_and_only_once(bool paused)
    {
        Receiver.AnswerWith(500);
        var endpoint = await Host.AddEndpointAsync(Receiver.Url, paused: paused);
        await Host.StartAsync();

        var result = (await Verb<SendTestEvent>().HandleAsync(endpoint.Id, "recording.finished", Ct)).Value;

        (result.Delivery.State, result.Attempt.Status).ShouldBe((DeliveryState.Failed, 500));
        Clock.Advance(TimeSpan.FromDays(1));
        Receiver.Requests.ShouldHaveSingleItem().Text.ShouldContain("sizeBytes");
        (await EndpointAsync(endpoint.Id)).FailuresInARow.ShouldBe(0);
        (await Verb<SendTestEvent>().HandleAsync(endpoint.Id, "no.such", Ct)).Refusal.ShouldBe(WebhookRefusals.EventTypeUnknown);
        (await Verb<SendTestEvent>().HandleAsync(Guid.NewGuid(), "recording.finished", Ct)).Refusal.ShouldBe(WebhookRefusals.EndpointNotFound);
    }

    [Fact]
    public async Task A_replay_counts_first_and_then_sends_exactly_those_again()
    {
        var endpoint = await Host.AddEndpointAsync(Receiver.Url, s => s with { EventTypes = ["recording.finished", "disk.low"] });
        await Host.StartAsync();
        var begin = Clock.GetUtcNow();
        foreach (var type in new[] { "recording.finished", "disk.low", "recording.finished" }) await Host.EmitAsync(type, 1);
        await WaitingAsync(0);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Host.EmitAsync("recording.finished", "too late");
        await WaitingAsync(0);
        var filter = new ReplayFilter(endpoint.Id, begin, begin.AddMinutes(1), "recording.finished", DeliveryState.Succeeded);

        (await Verb<ReplayDeliveries>().CountAsync(filter, Ct)).Value.ShouldBe(new ReplayCount(2, 0, IsJob: false));
        Receiver.Requests.Count.ShouldBe(4);
        (await Verb<ReplayDeliveries>().CountAsync(filter with { State = DeliveryState.Failed }, Ct)).Value.Total.ShouldBe(0);
        (await Verb<ReplayDeliveries>().HandleAsync(filter, Ct)).Value.Again.ShouldBe(2);

        await Eventually.TrueAsync(() => Receiver.Requests.Count == 6, "two are sent again");
        await WaitingAsync(0);
        Receiver.Requests.Select(r => r.Id).Distinct().Count().ShouldBe(4);
        (await Host.AllAsync<AuditEntry>()).ShouldHaveSingleItem().Action.ShouldBe("webhooks.replayed");
    }

    [Fact]
    public async Task Events_from_before_an_endpoint_existed_or_heard_them_can_be_replayed_to_it_once()
    {
        var begin = Clock.GetUtcNow();
        await Host.EmitAsync("recording.finished", "nobody was there");
        await Host.EmitAsync("disk.low", "of another type");
        var endpoint = await Host.AddEndpointAsync(Receiver.Url, s => s with { EventTypes = ["stream.ready"] });
        await Host.StartAsync();
        var filter = new ReplayFilter(endpoint.Id, begin, begin.AddMinutes(1), "recording.finished", IncludeMissed: true);

        (await Verb<ReplayDeliveries>().CountAsync(filter with { IncludeMissed = false }, Ct)).Value.Total.ShouldBe(0);
        (await Verb<ReplayDeliveries>().HandleAsync(filter, Ct)).Value.ShouldBe(new ReplayCount(0, 1, IsJob: false));

        await StateAsync(DeliveryState.Succeeded);
        Receiver.Requests.ShouldHaveSingleItem().Text.ShouldContain("nobody was there");
        (await Verb<ReplayDeliveries>().CountAsync(filter, Ct)).Value.ShouldBe(new ReplayCount(1, 0, IsJob: false));
    }

    [Fact]
    public async Task A_test_of_one_endpoint_is_never_replayed_to_another()
    {
        var begin = Clock.GetUtcNow();
        var tried = await Host.AddEndpointAsync(Receiver.Url);
        (await Verb<SendTestEvent>().HandleAsync(tried.Id, "recording.finished", Ct)).IsSuccess.ShouldBeTrue();
        var other = await Host.AddEndpointAsync(Receiver.Url);

        var count = (await Verb<ReplayDeliveries>().CountAsync(new ReplayFilter(other.Id, begin, begin.AddMinutes(1), IncludeMissed: true), Ct)).Value;

        count.Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_large_replay_is_a_job_and_reaches_every_row_once()
    {
        var endpoint = await Host.AddEndpointAsync(Receiver.Url, paused: true);
        await FillAsync(endpoint, ReplayDeliveries.AtOnce + 100, DeliveryState.Failed);
        var filter = new ReplayFilter(endpoint.Id, Clock.GetUtcNow().AddDays(-1), Clock.GetUtcNow().AddDays(1));

        (await Verb<ReplayDeliveries>().HandleAsync(filter, Ct)).Value.ShouldBe(new ReplayCount(600, 0, IsJob: true));

        (await Host.AllAsync<WebhookDelivery>()).ShouldAllBe(d => d.State == DeliveryState.Waiting && d.Step == 0 && d.Attempts == 1);
    }

    [Fact]
    public async Task A_replay_of_nothing_sensible_is_refused()
    {
        var now = Clock.GetUtcNow();
        (await Verb<ReplayDeliveries>().HandleAsync(new(Guid.NewGuid(), now, now), Ct)).Refusal.ShouldBe(WebhookRefusals.RangeInvalid);
        (await Verb<ReplayDeliveries>().HandleAsync(new(Guid.NewGuid(), now, now.AddDays(1)), Ct)).Refusal.ShouldBe(WebhookRefusals.EndpointNotFound);
    }

    [Fact]
    public async Task Delivered_events_go_after_thirty_days_failed_ones_after_ninety_and_what_waits_never()
    {
        var endpoint = await Host.AddEndpointAsync(Receiver.Url, paused: true);
        await FillAsync(endpoint, 1100, DeliveryState.Succeeded);
        await FillAsync(endpoint, 2, DeliveryState.Failed);
        await FillAsync(endpoint, 1, DeliveryState.Waiting);

        await CountsAfterAsync(TimeSpan.FromDays(29), succeeded: 1100, failed: 2, messages: 1103);
        await CountsAfterAsync(TimeSpan.FromDays(2), succeeded: 0, failed: 2, messages: 3);
        await CountsAfterAsync(TimeSpan.FromDays(60), succeeded: 0, failed: 0, messages: 1);

        (await DeliveryAsync()).State.ShouldBe(DeliveryState.Waiting);
        (await Host.AllAsync<WebhookAttempt>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_health_check_names_dead_endpoints_and_no_paused_ones()
    {
        var (failing, gone) = (await Host.AddEndpointAsync(Receiver.Url, s => s with { Name = "b fails" }), await Host.AddEndpointAsync(Receiver.Url, s => s with { Name = "a is gone" }));
        await Host.AddEndpointAsync(Receiver.Url, s => s with { Name = "c is paused" }, paused: true);
        var check = new EndpointsHealthCheck(Host.Databases);
        (await check.CheckHealthAsync(new HealthCheckContext(), Ct)).Status.ShouldBe(HealthStatus.Healthy);

        await Host.ChangeAsync(failing.Id, e => _ = Enumerable.Range(0, 5).Count(_ => e.RecordFailure(isProbe: false, Clock.GetUtcNow())));
        await Host.ChangeAsync(gone.Id, e => e.Disable(WebhookEndpoint.ReasonGone));

        var result = await check.CheckHealthAsync(new HealthCheckContext(), Ct);
        result.Status.ShouldBe(HealthStatus.Degraded);
        result.Description!.ShouldEndWith("a is gone, b fails");
    }

    private async Task CountsAfterAsync(TimeSpan span, int succeeded, int failed, int messages)
    {
        Clock.Advance(span);
        await ActivatorUtilities.CreateInstance<WebhookRetentionJob>(Host.Services).RunAsync(JobRun.Silent, Ct);
        await using var db = Host.Databases.CreateDbContext();
        (await db.Set<WebhookDelivery>().CountAsync(d => d.State == DeliveryState.Succeeded, Ct)).ShouldBe(succeeded);
        (await db.Set<WebhookDelivery>().CountAsync(d => d.State == DeliveryState.Failed, Ct)).ShouldBe(failed);
        (await db.Set<WebhookMessage>().CountAsync(Ct)).ShouldBe(messages);
    }

    private async Task FillAsync(WebhookEndpoint endpoint, int count, DeliveryState state)
    {
        await using var db = Host.Databases.CreateDbContext();
        var now = Clock.GetUtcNow();
        for (var i = 0; i < count; i++)
        {
            var message = WebhookMessage.Create(Guid.CreateVersion7(now), "recording.finished", "{}", now);
            var delivery = WebhookDelivery.Create(message, endpoint, now);
            if (state == DeliveryState.Succeeded) delivery.RecordSuccess(200, now);
            if (state == DeliveryState.Failed) delivery.RecordFailure(500, DeliveryErrors.Status, next: null, now);
            db.AddRange(message, delivery);
            if (state != DeliveryState.Waiting) db.Add(WebhookAttempt.Create(delivery.Id, now, 1, delivery.LastStatus, delivery.LastError, "", null));
        }
        await db.SaveChangesAsync(Ct);
    }

    private T Verb<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    private Task WaitingAsync(int count) => Eventually.TrueAsync(async () => await Host.CountWaitingAsync() == count, $"{count} wait");
}
