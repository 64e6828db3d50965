using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Retention.Pages;

/// <summary>What this part adds to the navigation and to the pages of others.</summary>
internal static class RetentionPages
{
    public const string Overview = "/recordings/retention";
    public const string Favorites = "/recordings/favorites";

    public static void AddRetentionPages(this IServiceCollection services)
    {
        services.AddSingleton(new PageLink(PagePlaces.RecordingLinks, Favorites, 20, s => Words(s)["favorites.title"], Policies.Viewer));
        services.AddSingleton(new PageLink(PagePlaces.RecordingLinks, Overview, 50, s => Words(s)["title"], Policies.Operator));
        services.AddSingleton(new PagePart(PagePlaces.StreamSettings, typeof(StreamRetentionCard), 30));
        services.AddSingleton(new PagePart(PagePlaces.RecordingActions, typeof(KeepActions), 10));
        services.AddSingleton(new PagePart(PagePlaces.DiskFacts, typeof(DaysFitPart), 10));
        services.AddSingleton(new AuditWords("recordings.", typeof(RetentionText)));
        services.AddScoped<KeepFromPage>().AddScoped<RunSweep>();
    }

    private static IStringLocalizer<RetentionText> Words(IServiceProvider services) => services.GetRequiredService<IStringLocalizer<RetentionText>>();
}
