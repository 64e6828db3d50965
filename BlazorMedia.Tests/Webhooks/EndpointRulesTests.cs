using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>What holds for an endpoint and its retries, without any wire.</summary>
public sealed class EndpointRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_schedule_has_ten_requests_over_three_days()
    {
        TimeSpan[] pauses = [.. Enumerable.Range(1, 9).Select(step => RetrySchedule.Next(step, null, Now, 0.5)!.Value - Now)];

        pauses.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24)]);
        RetrySchedule.Next(10, null, Now, 0.5).ShouldBeNull();
        RetrySchedule.Requests.ShouldBe(10);
    }

    [Fact]
    public void Retries_are_spread_by_a_fifth_to_both_sides()
    {
        (RetrySchedule.Next(2, null, Now, 0)!.Value - Now).ShouldBe(TimeSpan.FromMinutes(4));
        (RetrySchedule.Next(2, null, Now, 1)!.Value - Now).ShouldBe(TimeSpan.FromMinutes(6));
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1, 5)]
    [InlineData(-60, 5)]
    [InlineData(90 * 24 * 3600, 24 * 3600)]
    public void A_receiver_may_lengthen_the_pause_within_reason(int asked, int seconds) =>
        (RetrySchedule.Next(1, TimeSpan.FromSeconds(asked), Now, 0.5)!.Value - Now).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void The_breaker_opens_after_five_failures_in_a_row_and_a_success_forgets_them()
    {
        var endpoint = Endpoint();

        for (var i = 0; i < 4; i++) endpoint.RecordFailure(isProbe: false, Now).ShouldBeFalse();
        endpoint.RecordSuccess(Now).ShouldBeFalse();
        for (var i = 0; i < 4; i++) endpoint.RecordFailure(isProbe: false, Now).ShouldBeFalse();
        endpoint.IsOpen.ShouldBeFalse();
        endpoint.RecordFailure(isProbe: false, Now).ShouldBeTrue();

        endpoint.OpenUntil.ShouldBe(Now.AddSeconds(30));
        endpoint.RecordSuccess(Now).ShouldBeTrue();
        (endpoint.IsOpen, endpoint.FailuresInARow, endpoint.FirstFailureAt).ShouldBe((false, 0, null));
    }

    [Fact]
    public void Only_probes_lengthen_the_pause_and_never_beyond_an_hour()
    {
        var endpoint = Endpoint();
        for (var i = 0; i < 5; i++) endpoint.RecordFailure(isProbe: false, Now);

        endpoint.RecordFailure(isProbe: false, Now.AddSeconds(20)).ShouldBeFalse();
        endpoint.OpenUntil.ShouldBe(Now.AddSeconds(30));
        endpoint.RecordFailure(isProbe: true, Now.AddSeconds(30));
        endpoint.OpenUntil.ShouldBe(Now.AddSeconds(90));
        for (var i = 0; i < 100; i++) endpoint.RecordFailure(isProbe: true, Now.AddSeconds(90));

        endpoint.OpenUntil.ShouldBe(Now.AddSeconds(90).AddHours(1));
        endpoint.State.ShouldBe(EndpointState.Active);
    }

    [Fact]
    public void Five_days_without_a_success_switch_it_off_and_resuming_gives_it_a_new_chance()
    {
        var endpoint = Endpoint();
        for (var i = 0; i < 5; i++) endpoint.RecordFailure(isProbe: false, Now);

        endpoint.RecordFailure(isProbe: true, Now.AddDays(5).AddSeconds(-1));
        endpoint.State.ShouldBe(EndpointState.Active);
        endpoint.RecordFailure(isProbe: true, Now.AddDays(5));
        (endpoint.State, endpoint.StateReason).ShouldBe((EndpointState.Disabled, WebhookEndpoint.ReasonFailing));
        endpoint.Pause();
        endpoint.StateReason.ShouldBe(WebhookEndpoint.ReasonFailing);
        endpoint.Resume();

        (endpoint.State, endpoint.StateReason, endpoint.IsOpen, endpoint.FirstFailureAt).ShouldBe((EndpointState.Active, null, false, null));
    }

    [Fact]
    public void Another_address_forgets_what_the_old_one_did()
    {
        var endpoint = Endpoint();
        for (var i = 0; i < 5; i++) endpoint.RecordFailure(isProbe: false, Now);

        endpoint.Change(Settings() with { Name = "renamed" });
        endpoint.IsOpen.ShouldBeTrue();
        endpoint.Change(Settings() with { Url = "https://other.example/hook" });

        endpoint.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void After_a_rotation_the_old_secret_signs_along_until_the_overlap_ends()
    {
        var endpoint = Endpoint();
        endpoint.Rotate("one", WebhookEndpoint.DefaultOverlap, Now);

        endpoint.Rotate("two", WebhookEndpoint.DefaultOverlap, Now);
        Signing(endpoint, Now.AddHours(23)).ShouldBe(["one", "two"]);
        Signing(endpoint, Now.AddHours(24)).ShouldBe(["two"]);
        endpoint.Rotate("three", WebhookEndpoint.MaxOverlap, Now.AddHours(1));
        Signing(endpoint, Now.AddHours(24)).ShouldBe(["two", "three"]);
        endpoint.Rotate("four", TimeSpan.Zero, Now.AddHours(2));

        Signing(endpoint, Now.AddHours(2)).ShouldBe(["four"]);
        endpoint.Rotate("five", TimeSpan.FromDays(31), Now).Refusal.ShouldBe(WebhookRefusals.OverlapInvalid);
        for (var i = 0; i < 9; i++) endpoint.Rotate($"more{i}", WebhookEndpoint.DefaultOverlap, Now.AddHours(3)).IsSuccess.ShouldBeTrue();
        endpoint.Rotate("eleven", WebhookEndpoint.DefaultOverlap, Now.AddHours(3)).Refusal.ShouldBe(WebhookRefusals.TooManySecrets);
    }

    [Fact]
    public void All_mistakes_of_the_settings_are_told_at_once()
    {
        var refused = WebhookEndpoint.Create(new(" ", "", ["a,b"], RatePerSecond: 0, Concurrency: 51), paused: false, Now);

        refused.Refusals.ShouldBe([WebhookRefusals.NameMissing, WebhookRefusals.UrlMissing, WebhookRefusals.EventTypesInvalid, WebhookRefusals.RateInvalid, WebhookRefusals.ConcurrencyInvalid]);
        Endpoint().Change(Settings() with { Name = new string('n', 101), Url = "https://e/" + new string('u', 2000) }).Refusals.ShouldBe([WebhookRefusals.NameTooLong, WebhookRefusals.UrlTooLong]);
    }

    [Fact]
    public void An_endpoint_hears_its_types_or_everything()
    {
        Endpoint().Hears("stream.ready").ShouldBeTrue();
        var one = WebhookEndpoint.Create(Settings() with { EventTypes = ["stream.ready", "stream.ready"] }, paused: true, Now).Value;

        (one.Hears("stream.ready"), one.Hears("stream"), one.EventTypes, one.State).ShouldBe((true, false, "stream.ready", EndpointState.Paused));
    }

    [Theory]
    [InlineData("X-Token", "abc", null)]
    [InlineData("Authorization", "Bearer abc", null)]
    [InlineData("Host", "a", "webhooks.header_reserved")]
    [InlineData("Webhook-Signature", "a", "webhooks.header_reserved")]
    [InlineData("x-webhook-id", "a", "webhooks.header_reserved")]
    [InlineData("X Token", "a", "webhooks.header_name_invalid")]
    [InlineData("X-Token\r\nHost", "a", "webhooks.header_name_invalid")]
    [InlineData("X-Token", "a\r\nHost: b", "webhooks.header_value_invalid")]
    [InlineData("X-Token", "ü", "webhooks.header_value_invalid")]
    public void Headers_of_its_own_cannot_forge_the_request(string name, string value, string? code) =>
        CustomHeaders.FindMistakes(new Dictionary<string, string> { [name] = value }).Select(r => r.Code).Take(1).ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void A_resend_is_the_same_row_with_a_new_round()
    {
        var message = WebhookMessage.Create(Guid.CreateVersion7(), "t", "{}", Now);
        var delivery = WebhookDelivery.Create(message, Endpoint(), Now);
        delivery.RecordFailure(500, DeliveryErrors.Status, next: null, Now);
        (delivery.State, delivery.Attempts, delivery.Step, delivery.CompletedAt).ShouldBe((DeliveryState.Failed, 1, 1, Now));

        delivery.Resend(Now.AddHours(1));

        (delivery.State, delivery.Attempts, delivery.Step, delivery.NextAttemptAt, delivery.CompletedAt).ShouldBe((DeliveryState.Waiting, 1, 0, Now.AddHours(1), null));
        delivery.MessageId.ShouldBe(message.Id);
    }

    [Fact]
    public void An_excerpt_is_never_cut_within_a_character()
    {
        var text = new string('a', WebhookAttempt.MaxExcerptLength - 1) + "🎬";

        WebhookAttempt.Create(Guid.Empty, Now, 1, 200, null, text, null).RequestExcerpt.ShouldBe(text[..(WebhookAttempt.MaxExcerptLength - 1)]);
    }

    private static EndpointSettings Settings() => new("receiver", "https://receiver.example/hook", []);

    private static WebhookEndpoint Endpoint() => WebhookEndpoint.Create(Settings(), paused: false, Now).Value;

    private static IEnumerable<string> Signing(WebhookEndpoint endpoint, DateTimeOffset now) => endpoint.Secrets.Where(s => s.Signs(now)).Select(s => s.ProtectedValue);
}
