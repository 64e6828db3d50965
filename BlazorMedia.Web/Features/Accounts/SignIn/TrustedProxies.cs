using BlazorMedia.Web.Platform.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Behind a proxy, the address and the scheme that it says the browser has; from anybody else such words are not believed.</summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = NetworkList.Parse(app.Services.GetRequiredService<IOptions<AccountOptions>>().Value.TrustedProxies).ToList();
        if (networks.Count == 0) return;
        var headers = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in networks) headers.KnownIPNetworks.Add(network!.Value);
        app.UseForwardedHeaders(headers);
    }
}
