using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Features.Operations.Metrics;
using BlazorMedia.Web.Features.Operations.Settings;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Operations;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class OperationsFeature
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new NavigationItem("/", "home", 0, s => s.GetRequiredService<IStringLocalizer<OperationsText>>()["overview.title"], Policies.Viewer));
        builder.Services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(Overview.DiskPart), 50));
        builder.AddBackups();
        builder.Services.AddChangingSettings();
        builder.Services.AddHealth();
        builder.Services.AddMonitoring();
        builder.Services.AddSingleton(Move.MoveDatabase.Command);
    }

    public static void MapOperations(this WebApplication app)
    {
        // Says only that the process answers; monitors and the reconnect banner ask it without a sign-in.
        app.MapGet("/health/live", () => TypedResults.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        app.MapBackups();
        app.MapSettingsApi();
        app.MapMonitors();
    }
}
