using System.ComponentModel.DataAnnotations;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Section <c>Operations</c> of the configuration.</summary>
internal sealed record OperationsOptions
{
    public const string Section = "Operations";

    private const double MostBytes = 1L << 50;

    /// <summary>Free bytes below which a disk is low.</summary>
    [Range(64L << 20, MostBytes)]
    [MayChange("health", Unit = "bytes")]
    public long DiskLowBytes { get; init; } = 2L << 30;

    /// <summary>Comma-separated networks whose monitors need no key.</summary>
    [NetworkList]
    [MayChange("health")]
    public string? MonitorNetworks { get; init; } = "127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16, fc00::/7, fe80::/10";
}
