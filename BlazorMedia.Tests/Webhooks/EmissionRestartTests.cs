using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Events;
using BlazorMedia.Web.Features.Webhooks.Log;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>The real process, killed and stopped in order: what is our own doing is no news.</summary>
[Collection(FaultTests.Name)]
public sealed class EmissionRestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_that_went_on_is_not_told_anew_and_a_shutdown_is_no_outage()
    {
        await using var app = await AppProcess.StartAsync(("Http:Outgoing:AllowedNetworks", "127.0.0.1/32"));
        (await app.Client.PostAsJsonAsync(WebhooksFixture.Route, new { name = "all", url = "http://127.0.0.1:8080/", paused = true }, Ct)).EnsureSuccessStatusCode();
        await app.Client.AddStreamAsync("door", "testpattern://");
        await UntilToldAsync(app, StreamEventLedger.Ready);

        await app.KillAsync();
        await app.StartAgainAsync();
        await app.Client.WaitForStateAsync("door", "live");
        await SwitchAsync(app, enabled: false);
        // Had the adopted stream been told, that would stand before this.
        await UntilToldAsync(app, StreamEventLedger.Ready, StreamEventLedger.NotReady);
        await SwitchAsync(app, enabled: true);
        await UntilToldAsync(app, StreamEventLedger.Ready, StreamEventLedger.NotReady, StreamEventLedger.Ready);

        await app.TerminateAsync();
        await app.StartAgainAsync();
        await UntilToldAsync(app, StreamEventLedger.Ready, StreamEventLedger.NotReady, StreamEventLedger.Ready, StreamEventLedger.Ready);
    }

    private static async Task SwitchAsync(AppProcess app, bool enabled) =>
        (await app.Client.PutAsJsonAsync("/api/v1/streams/door", new { enabled }, Ct)).EnsureSuccessStatusCode();

    /// <summary>Waits until there are as many, which must then be exactly these.</summary>
    private static async Task UntilToldAsync(AppProcess app, params string[] types)
    {
        List<string> told = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var page = await app.Client.GetFromJsonAsync<DeliveryPage>("/api/v1/webhooks/deliveries?text=door", Ct);
                told = [.. page!.Items.Reverse().Select(d => d.Type)];
                return told.Count >= types.Length;
            },
            string.Join(", ", types));
        told.ShouldBe(types);
    }
}
