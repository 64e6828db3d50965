using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>What this feature adds to the navigation and to the pages of others.</summary>
internal static class RecordingPages
{
    public static void AddRecordingPages(this IServiceCollection services)
    {
        services.AddSingleton(new NavigationItem(
            "/recordings", "movie", 20, s => s.GetRequiredService<IStringLocalizer<RecordingsText>>()["Recordings"], Policies.Viewer));
        services.AddSingleton(new PagePart(PagePlaces.StreamActions, typeof(RecordButton), 10));
        services.AddSingleton(new PagePart(PagePlaces.StreamBadges, typeof(RecBadge), 10));
        services.AddSingleton(new PagePart(PagePlaces.StreamPanels, typeof(StreamRecordingsPart), 10));
        services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(RecordingNowPart), 20));
        services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(LatestRecordingsPart), 30));
        services.AddSingleton<UnfinishedRecordings>().AddSingleton<RecordingsPageServices>();
        services.AddScoped<RecordingTrash>();
        services.AddSingleton(new PageLink(PagePlaces.RecordingLinks, "/recordings", 10, s => s.GetRequiredService<IStringLocalizer<RecordingsText>>()["Recordings"], Policies.Viewer));
    }

    public static string Href(Guid id) => $"/recordings/{id}";
}
