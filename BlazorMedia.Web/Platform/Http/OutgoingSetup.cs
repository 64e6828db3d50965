using System.Net;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Platform.Http;

internal static class OutgoingSetup
{
    public static void AddOutgoing(this IServiceCollection services)
    {
        services.AddSettings<OutgoingOptions>(OutgoingOptions.Section, typeof(OutgoingText));
        services.AddSingleton<IValidateOptions<OutgoingOptions>, OutgoingCheck>();
        services.AddSingleton<LookUpHost>(Dns.GetHostAddressesAsync);
        services.AddSingleton<OutgoingGuard>().AddSingleton<OutgoingClient>();
        // Its own logs would hold whole addresses, and some receivers' addresses are their secret.
        services.AddHttpClient(OutgoingClient.Name).RemoveAllLoggers()
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(s => HandlerOf(s.GetRequiredService<OutgoingGuard>()))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }

    public static SocketsHttpHandler HandlerOf(OutgoingGuard guard) => new()
    {
        ConnectCallback = guard.DialAsync,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = OutgoingClient.ConnectTimeout,
        // A name that moved is found again, and an address that is no longer allowed is left.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 32,
        ResponseDrainTimeout = TimeSpan.Zero,
        ActivityHeadersPropagator = null,
    };

    private sealed class OutgoingCheck : IValidateOptions<OutgoingOptions>
    {
        public ValidateOptionsResult Validate(string? name, OutgoingOptions options) =>
            new AllowedNetworks(options.AllowedNetworks).Mistakes is { Count: > 0 } mistakes
                ? ValidateOptionsResult.Fail(mistakes.Select(m => $"{OutgoingOptions.AllowedNetworksKey} holds '{m}'. Each entry is a network (192.168.1.0/24), an address or a host (nas.lan, *.lan)."))
                : ValidateOptionsResult.Success;
    }
}
