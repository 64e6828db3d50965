using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlazorMedia.Web.Features.Accounts.Limits;

/// <summary>
/// Addresses and names as numbers of a fixed range: a limiter is kept for each, and who invents addresses or names must not fill the memory with them.
/// Two that share a number share a limit; which ones do is different after every start, so that nobody can choose a victim.
/// </summary>
internal static class Callers
{
    private const int Numbers = 1 << 16;
    private const int NetworkBytes = 8;

    public static string OfAddress(IPAddress? address) => NumberOf(Network(address));

    public static string OfName(string name) => NumberOf(name.Trim().ToUpperInvariant());

    // One customer has a whole /64 of IPv6 to choose from.
    private static string Network(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes)) : address.ToString();
    }

    private static string NumberOf(string text) => (string.GetHashCode(text, StringComparison.Ordinal) & (Numbers - 1)).ToString(CultureInfo.InvariantCulture);
}
