using System.Net;

namespace BlazorMedia.Web.Platform.Http;

/// <summary>Networks as the operator writes them in a setting: <c>10.0.0.0/8</c>, or a single address.</summary>
internal static class NetworkList
{
    /// <summary>One entry for each of the comma-separated parts; null for one that is neither an address nor a network.</summary>
    public static IEnumerable<IPNetwork?> Parse(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(NetworkOf);

    /// <summary>Null when it is neither.</summary>
    public static IPNetwork? NetworkOf(string part)
    {
        if (IPNetwork.TryParse(part, out var network)) return network;
        return IPAddress.TryParse(part, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
