using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>The application that may call this machine, and a receiver beside it.</summary>
public sealed class WebhooksFixture : AppFixture
{
    public const string Route = "/api/v1/webhooks/endpoints";

    private HttpClient? api;

    internal Receiver Receiver { get; private set; } = null!;

    public HttpClient Api => api ??= CreateApiClient();

    public override async ValueTask InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    internal Task<HttpResponseMessage> PostAsync(object endpoint) => Api.PostAsJsonAsync(Route, endpoint);

    /// <summary>An endpoint at the receiver with a name of its own.</summary>
    internal async Task<EndpointWithSecret> AddAsync(object? more = null)
    {
        using var answer = await PostAsync(more ?? new { name = $"e {Guid.NewGuid():N}", url = Receiver.Url });
        return await answer.ReadAsync<EndpointWithSecret>();
    }

    protected override void Configure(IDictionary<string, string?> settings) => settings["Http:Outgoing:AllowedNetworks"] = "127.0.0.1/32";
}
