using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>What stops the sender: in order, by force, or a second one beside it.</summary>
public sealed class RestartTests : DeliveryScene
{
    [Fact]
    public async Task A_kill_in_the_middle_of_a_request_leads_to_the_same_event_again()
    {
        await using var app = await AppProcess.StartAsync(("Http:Outgoing:AllowedNetworks", "127.0.0.1/32"));
        Receiver.AnswerWith(500);
        var endpoint = await PostAsync(app, "/api/v1/webhooks/endpoints", new { name = "receiver", url = Receiver.Url });
        await PostAsync(app, $"/api/v1/webhooks/endpoints/{IdOf(endpoint)}/test-events", new { type = "recording.finished" });
        var list = await app.Client.GetFromJsonAsync<JsonElement>("/api/v1/webhooks/deliveries", TestContext.Current.CancellationToken);
        Receiver.Hang();
        await PostAsync(app, $"/api/v1/webhooks/deliveries/{IdOf(list.GetProperty("items")[0])}/resends", new { });
        await Eventually.TrueAsync(() => Receiver.Requests.Count == 2, "the request is under way");

        await app.KillAsync();
        Receiver.AnswerWith(204);
        await app.StartAgainAsync();

        await Eventually.TrueAsync(() => Receiver.Requests.Count == 3, "it is sent again");
        Receiver.Requests.Select(r => (r.Id, r.Text)).Distinct().ShouldHaveSingleItem();
        await Eventually.TrueAsync(
            async () => (await app.Client.GetFromJsonAsync<JsonElement>("/api/v1/webhooks/deliveries", TestContext.Current.CancellationToken)).GetProperty("items")[0].GetProperty("state").GetString()!.Equals("succeeded", StringComparison.OrdinalIgnoreCase),
            "its success is written");
    }

    [Fact]
    public async Task A_stop_waits_for_what_is_under_way_and_leaves_the_rest_free_for_others()
    {
        var answer = new TaskCompletionSource();
        Receiver.Answer = (_, _) => answer.Task;
        await Host.AddEndpointAsync(Receiver.Url, s => s with { Concurrency = 1 });
        for (var i = 0; i < 5; i++) await Host.EmitAsync("recording.finished", i);
        await Host.StartAsync();
        await Eventually.TrueAsync(() => Receiver.Requests.Count == 1, "one is under way");

        var stopping = Host.StopAsync(TestContext.Current.CancellationToken);
        answer.SetResult();
        await stopping;

        var rows = await Host.AllAsync<WebhookDelivery>();
        rows.Count(d => d.State == DeliveryState.Succeeded).ShouldBe(1);
        rows.ShouldAllBe(d => d.LeasedUntil == null);
        Receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_outlasts_the_grace_is_broken_off_and_its_delivery_stays()
    {
        Receiver.Hang();
        await Host.AddEndpointAsync(Receiver.Url);
        await Host.EmitAsync("recording.finished", 1);
        await Host.StartAsync();
        await Eventually.TrueAsync(() => Receiver.Requests.Count == 1, "it is under way");

        var stopping = Host.StopAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return stopping.IsCompleted;
            },
            "it stopped");
        await stopping;

        var row = await DeliveryAsync();
        (row.State, row.Attempts, row.LeasedUntil).ShouldBe((DeliveryState.Waiting, 0, null));
    }

    [Fact]
    public async Task What_one_sender_took_another_does_not_send_until_the_lease_is_over()
    {
        var endpoint = await Host.AddEndpointAsync(Receiver.Url);
        for (var i = 0; i < 3; i++) await Host.EmitAsync("recording.finished", i);
        var ledger = Host.Services.GetRequiredService<DeliveryLedger>();

        var first = (await ledger.WriteAsync([], [new(endpoint.Id, 2)], CancellationToken.None)).Claims.Single().Deliveries;
        var second = (await ledger.WriteAsync([], [new(endpoint.Id, 5)], CancellationToken.None)).Claims.Single().Deliveries;
        Clock.Advance(EndpointLane.Lease + TimeSpan.FromSeconds(1));
        var third = (await ledger.WriteAsync([], [new(endpoint.Id, 5)], CancellationToken.None)).Claims.Single().Deliveries;

        (first.Count, second.Count, third.Count).ShouldBe((2, 1, 3));
        first.Concat(second).Select(d => d.Row.Id).ShouldBe(third.Select(d => d.Row.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task Figures_count_outcomes_and_what_waits()
    {
        var counted = new List<string?>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == "BlazorMedia.Webhooks" && instrument.Name.EndsWith("attempts", StringComparison.Ordinal)) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, Host.Services.GetRequiredService<IMeterFactory>())) lock (counted) counted.Add(tags[0].Value as string);
        });
        listener.Start();
        Receiver.AnswerWith(500);
        await Host.AddEndpointAsync(Receiver.Url);
        await Host.StartAsync();
        await Host.EmitAsync("recording.finished", 1);
        await Eventually.TrueAsync(() => counted.Count == 1, "the failure is counted");

        Receiver.AnswerWith(200);
        Clock.Advance(TimeSpan.FromSeconds(10));

        await Eventually.TrueAsync(() => counted.Count == 2, "the success is counted");
        counted.ShouldBe(["retried", "delivered"]);
    }

    private static string IdOf(JsonElement element) =>
        (element.TryGetProperty("id", out var id) ? id : element.EnumerateObject().First(p => p.Value.ValueKind == JsonValueKind.Object).Value.GetProperty("id")).GetString()!;

    private static async Task<JsonElement> PostAsync(AppProcess app, string path, object body)
    {
        using var answer = await app.Client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
