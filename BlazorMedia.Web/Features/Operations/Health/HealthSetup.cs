using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>The part of the feature that says whether all is well.</summary>
internal static class HealthSetup
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSettings<OperationsOptions>(OperationsOptions.Section, typeof(Settings.SettingsText));
        services.AddSingleton<DiskVolumes>().AddSingleton<HealthEvents>().AddSingleton<HealthLedger>().AddSingleton<HealthRunner>().AddSingleton<HealthRounds>();
        services.AddSingleton<ListHealth>().AddScoped<HealthWords>();
        foreach (var type in HealthEvents.Types()) services.AddSingleton(type);
        services.AddSingleton<Jobs.IJobFailureListener, FailedJobListener>();
        services.AddChecks();
        services.AddHostedService<DiskSampler>();
        services.AddHostedService(s => s.GetRequiredService<HealthRounds>());
        services.AddSingleton(new NavigationItem("/admin/health", "monitor_heart", 104, s => s.GetRequiredService<IStringLocalizer<HealthText>>()["title"], Policies.Operator, IsAdministration: true));
        services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(NeedsYouPart), 10));
    }

    private static void AddChecks(this IServiceCollection services)
    {
        services.AddHealthCheck<DatabaseCheck, HealthText>(DatabaseCheck.Key);
        services.AddHealthCheck<DiskCheck, HealthText>(DiskCheck.Key, new() { IsLocal = true });
        services.AddHealthCheck<ClockCheck, HealthText>(ClockCheck.Key, new() { IsLocal = true, Every = TimeSpan.FromSeconds(10) });
        services.AddHealthCheck<ProcessCheck, HealthText>(ProcessCheck.Key, new() { IsLocal = true });
    }
}
