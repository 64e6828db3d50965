using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Platform.Http;

/// <summary>The section <c>Http:Outgoing</c> of the configuration.</summary>
internal sealed record OutgoingOptions
{
    public const string Section = "Http:Outgoing";

    /// <summary>As it is written in the environment; named wherever an address is refused.</summary>
    public const string AllowedNetworksKey = "Http__Outgoing__AllowedNetworks";

    /// <summary>Comma-separated: networks (<c>192.168.1.0/24</c>), addresses and hosts (<c>nas.lan</c>, <c>*.lan</c>) that may be called although they are not public.</summary>
    [MayChange("network")]
    public string? AllowedNetworks { get; init; }
}
