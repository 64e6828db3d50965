using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>The part of the feature that changes settings while the app runs.</summary>
internal static class SettingsSetup
{
    public static void AddChangingSettings(this IServiceCollection services)
    {
        services.AddSettings<LogLevelOptions>(LogLevelOptions.Section, typeof(SettingsText));
        services.AddSingleton<SettingsCatalog>().AddSingleton<SettingSources>().AddSingleton<SettingsStore>().AddSingleton<SettingsTools>();
        services.AddSingleton<ListSettings>().AddSingleton<ChangeSettings>().AddScoped<SettingWords>();
        services.AddSingleton(new StoredSettingsReader((s, ct) => s.GetRequiredService<SettingsStore>().ApplyAsync(s, ct)));
        services.AddHostedService<SettingsRefresh>();
        services.AddSingleton(new ScopeInfo("settings", s => s.GetRequiredService<IStringLocalizer<SettingsText>>()["scope.settings"]));
        services.AddSingleton(new AuditWords("settings.", typeof(SettingsText)));
        services.AddSingleton(new NavigationItem("/admin/settings", "tune", 103, s => s.GetRequiredService<IStringLocalizer<SettingsText>>()["title"], Policies.Admin, IsAdministration: true));
    }

    /// <summary>As soon as the database can be read, before anything asks for an option that may have been changed.</summary>
    public static Task ApplyStoredSettingsAsync(this WebApplication app, CancellationToken ct = default) => app.Services.GetRequiredService<SettingsStore>().ApplyAsync(app.Services, ct);
}
