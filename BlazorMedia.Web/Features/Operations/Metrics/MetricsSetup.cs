using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>The part of the feature that monitors ask.</summary>
internal static class MetricsSetup
{
    public static void AddMonitoring(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<MetricsCollector>();
        services.AddHostedService(s => s.GetRequiredService<MetricsCollector>());
        services.AddHostedService<OtlpExport>();
        MeterSource.Add<ProcessMetrics>(services);
        MeterSource.Add<HealthMetrics>(services);
        services.AddSingleton(new ScopeInfo(MonitorAccess.Scope, s => s.GetRequiredService<IStringLocalizer<HealthText>>()["scope.metrics"]));
        services.AddSingleton<IAuthorizationHandler, MonitorAccess>();
        services.AddAuthorizationBuilder().AddPolicy(Policies.Monitor, p => p.AddRequirements(new MonitorRequirement()));
    }
}
