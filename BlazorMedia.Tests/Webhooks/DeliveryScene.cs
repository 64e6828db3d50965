using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>The engine, a receiver, and a clock that stands still until it is moved.</summary>
public abstract class DeliveryScene : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    internal TestClock Clock { get; } = new();

    internal StandInReceiver Receiver { get; private set; } = null!;

    internal DeliveryHost Host { get; private set; } = null!;

    private protected virtual string AllowedNetworks => "127.0.0.1/32";

    public async ValueTask InitializeAsync()
    {
        Receiver = await StandInReceiver.StartAsync();
        Host = await DeliveryHost.CreateAsync(Path.Combine(folder.Path, "hooks.db"), Clock, AllowedNetworks);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Receiver.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task<WebhookDelivery> DeliveryAsync() => (await Host.AllAsync<WebhookDelivery>()).ShouldHaveSingleItem();

    internal async Task<WebhookEndpoint> EndpointAsync(Guid id) => (await Host.AllAsync<WebhookEndpoint>()).Single(e => e.Id == id);

    /// <summary>Until as many attempts are written down.</summary>
    internal Task AttemptsAsync(int count) => Eventually.TrueAsync(async () => (await Host.AllAsync<WebhookAttempt>()).Count >= count, $"{count} attempts");

    /// <summary>Until the delivery is in this state.</summary>
    internal Task StateAsync(DeliveryState state) => Eventually.TrueAsync(async () => (await DeliveryAsync()).State == state, $"the delivery is {state}");
}
