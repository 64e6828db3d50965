using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>The framework's own section of the log, as far as it may be changed while the app runs.</summary>
internal sealed record LogLevelOptions
{
    public const string Section = "Logging:LogLevel";

    /// <summary>What is written to the log at least.</summary>
    [MayChange("logs")]
    public LogLevel Default { get; init; } = LogLevel.Information;
}
