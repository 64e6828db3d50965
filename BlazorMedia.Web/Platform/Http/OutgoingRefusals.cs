using System.Net;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Web.Platform.Http;

/// <summary>Why an address is not called.</summary>
internal static class OutgoingRefusals
{
    public static readonly Refusal UrlInvalid = Invalid("url_invalid", "This is not an address. It must look like https://host/path.");
    public static readonly Refusal SchemeInvalid = Invalid("scheme_invalid", "The address begins with http:// or https://.");
    public static readonly Refusal UserInfo = Invalid("user_info", "The address holds a user name or a password. Give credentials as a header.");
    public static readonly Refusal PortRefused = Invalid("port_refused", "This port belongs to another protocol, so nothing is sent to it.");

    public static Refusal HostUnknown(string host) => Invalid("host_unknown", $"The host {host} is not known to the name service.") with { Arguments = [host] };

    /// <summary>Names the address and the setting, for a person who may allow it.</summary>
    public static Refusal AddressRefused(string host, IPAddress address)
    {
        var shown = host == address.ToString() ? host : $"{host} ({address})";
        return Invalid("address_refused", $"{shown} is not a public address. If it may be called, add it to {OutgoingOptions.AllowedNetworksKey}.") with { Arguments = [shown, OutgoingOptions.AllowedNetworksKey] };
    }

    private static Refusal Invalid(string code, string message) => new(RefusalKind.Invalid, "http." + code, message, "url");
}
