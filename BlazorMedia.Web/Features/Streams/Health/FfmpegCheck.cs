using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>FFmpeg is there and new enough for what is asked of it.</summary>
internal sealed partial class FfmpegCheck : IHealthCheck
{
    public const string Key = "streams.ffmpeg";

    /// <summary>Older ones lack the flags of the ring.</summary>
    public const int OldestMajor = 5;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var run = await ProgramRun.RunAsync("ffmpeg", ["-hide_banner", "-version"], cancellationToken);
            return Judge(run.Output);
        }
        catch (Win32Exception exception)
        {
            return HealthCheckSetup.Bad("missing", $"The program ffmpeg cannot be started: {exception.Message}");
        }
    }

    /// <param name="output">What <c>ffmpeg -version</c> prints.</param>
    public static HealthCheckResult Judge(string output)
    {
        var version = Version().Match(output).Groups[1].Value;
        // Builds from the repository are called N-12345 or by a date; they are newer than any number.
        if (Major().Match(version) is not { Success: true } major || int.Parse(major.Groups[1].Value, CultureInfo.InvariantCulture) >= OldestMajor)
            return HealthCheckSetup.Well("ok", $"FFmpeg {version} is there.", version);
        return HealthCheckSetup.Warn("old", $"FFmpeg {version} is older than version {OldestMajor}.", version, OldestMajor);
    }

    [GeneratedRegex(@"^ffmpeg version (\S+)")]
    private static partial Regex Version();

    [GeneratedRegex(@"^n?(\d{1,2})\.\d")]
    private static partial Regex Major();
}
