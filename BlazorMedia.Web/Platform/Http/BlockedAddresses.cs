using System.Net;

namespace BlazorMedia.Web.Platform.Http;

/// <summary>Addresses that are not the public internet: reaching them would let a stranger's URL use this server's place in the network.</summary>
internal static class BlockedAddresses
{
    private static readonly IPNetwork[] Networks = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        // Compatible, translated and tunnelled forms hold an IPv4 address that this list would otherwise never see.
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32",
        "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    }.Select(IPNetwork.Parse)];

    public static bool Contains(IPAddress address)
    {
        var real = Unmap(address);
        return Networks.Any(n => n.Contains(real));
    }

    /// <summary>An IPv4 address in IPv6 clothes is that IPv4 address.</summary>
    public static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
