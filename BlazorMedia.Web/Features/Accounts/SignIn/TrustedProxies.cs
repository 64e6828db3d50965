using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Behind a proxy, the address and the scheme that it says the browser has; from anybody else such words are not believed.</summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = Parse(app.Services.GetRequiredService<IOptions<AccountOptions>>().Value.TrustedProxies).ToList();
        if (networks.Count == 0) return;
        var headers = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in networks) headers.KnownIPNetworks.Add(network!.Value);
        app.UseForwardedHeaders(headers);
    }

    /// <summary>One entry for each of the comma-separated parts; null for one that is neither an address nor a CIDR network.</summary>
    public static IEnumerable<System.Net.IPNetwork?> Parse(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(NetworkOf);

    private static System.Net.IPNetwork? NetworkOf(string part)
    {
        if (System.Net.IPNetwork.TryParse(part, out var network)) return network;
        return IPAddress.TryParse(part, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
