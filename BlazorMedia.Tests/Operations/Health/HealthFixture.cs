using BlazorMedia.Domain.Operations;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Tests.Operations.Health;

/// <summary>The application with a check that does what a test says.</summary>
public sealed class HealthFixture : AppFixture
{
    public const string ProbeKey = "tests.probe";

    internal static HealthCheckTraits ProbeTraits { get; } = new() { Timeout = TimeSpan.FromSeconds(2), Href = "/jobs" };

    internal ProbeCheck Probe => Services.GetRequiredService<ProbeCheck>();

    internal HealthRunner Runner => Services.GetRequiredService<HealthRunner>();

    internal HealthCheckWords Words(string key = ProbeKey) => Services.GetServices<HealthCheckWords>().Single(w => w.Key == key);

    /// <summary>One run of the probe, kept as a round would keep it.</summary>
    internal async Task<HealthFinding> RunAsync(HealthCheckResult result)
    {
        Probe.Answer = _ => Task.FromResult(result);
        var finding = await Runner.RunAsync(Words(), TestContext.Current.CancellationToken);
        await Services.GetRequiredService<HealthLedger>().RecordAsync(Words(), finding, TestContext.Current.CancellationToken);
        return finding;
    }

    protected override void ConfigureServices(IServiceCollection services) => services.AddHealthCheck<ProbeCheck, HealthText>(ProbeKey, ProbeTraits);
}

internal sealed class ProbeCheck : IHealthCheck
{
    public Func<CancellationToken, Task<HealthCheckResult>> Answer { get; set; } = _ => Task.FromResult(HealthCheckSetup.Well());

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Answer(cancellationToken);
}
