using System.ComponentModel.DataAnnotations;
using System.Net;
using BlazorMedia.Web.Platform.Http;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Comma-separated networks (<c>10.0.0.0/8</c>) and addresses.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkListAttribute() : ValidationAttribute("{0} must be networks such as 10.0.0.0/8 or addresses, separated by commas.")
{
    /// <returns>Null when a part is neither.</returns>
    public static IReadOnlyList<IPNetwork>? Read(string? text)
    {
        List<IPNetwork?> networks = [.. NetworkList.Parse(text)];
        return networks.Contains(null) ? null : [.. networks.Select(n => n!.Value)];
    }

    public override bool IsValid(object? value) => value is not string text || Read(text) is not null;
}
