using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>The folder of the ring can be written and has room: without it no stream is live.</summary>
internal sealed class RingCheck(RingStore store) : IHealthCheck
{
    public const string Key = "streams.ring";

    // A few seconds of a few cameras.
    private const long Least = 64L << 20;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var trial = Path.Combine(store.Root, $".health-{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllBytesAsync(trial, new byte[4096], cancellationToken);
            var free = new DriveInfo(store.Root).AvailableFreeSpace;
            return free < Least
                ? HealthCheckSetup.Bad("full", $"The ring has {free} bytes left.", new ByteCount(free))
                : HealthCheckSetup.Well("ok", $"The ring can be written and has {free} bytes left.", new ByteCount(free));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return HealthCheckSetup.Bad("not_writable", $"The ring cannot be written: {exception.Message}", store.Root, exception.Message);
        }
        finally
        {
            Remove(trial);
        }
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // the folder went away with it
        }
    }
}
