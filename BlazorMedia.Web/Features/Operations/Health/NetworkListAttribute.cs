using System.ComponentModel.DataAnnotations;
using System.Net;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Comma-separated networks (<c>10.0.0.0/8</c>) and addresses.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkListAttribute() : ValidationAttribute("{0} must be networks such as 10.0.0.0/8 or addresses, separated by commas.")
{
    /// <returns>Null when a part is neither.</returns>
    public static IReadOnlyList<IPNetwork>? Read(string? text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(part, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(part, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else return null;
        }
        return networks;
    }

    public override bool IsValid(object? value) => value is not string text || Read(text) is not null;
}
