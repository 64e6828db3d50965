using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>The folder of the recordings lies on the disk that it lay on before.</summary>
internal sealed class RootCheck(RecordingStore store) : IHealthCheck
{
    public const string Key = "recordings.root";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(store.Identity.Look() switch
    {
        RootState.Ours => HealthCheckSetup.Well("ok", $"The recordings lie in {store.Root}.", store.Root),
        RootState.Missing => HealthCheckSetup.Bad("missing", $"{store.Root} is not the folder that it was; its disk is probably not mounted.", store.Root),
        RootState.Foreign => HealthCheckSetup.Bad("foreign", $"{store.Root} belongs to another installation; another disk is mounted there.", store.Root),
    });
}
