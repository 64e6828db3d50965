using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>What this feature adds to the navigation and to the pages of others.</summary>
internal static class StreamPages
{
    public static void AddStreamPages(this IServiceCollection services)
    {
        services.AddSingleton(new NavigationItem(
            "/streams", "videocam", 10, s => s.GetRequiredService<IStringLocalizer<StreamsText>>()["Streams"], Policies.Viewer));
        services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(LiveTilesPart), 10));
        services.AddSingleton(Tab("recordings", 10, typeof(StreamPanelsTab), Policies.Viewer));
        services.AddSingleton(Tab("settings", 80, typeof(StreamSettingsTab), Policies.Operator));
        services.AddSingleton(Tab("log", 90, typeof(StreamRuns), Policies.Viewer));
        services.AddSingleton(new PageLink(PagePlaces.StreamLinks, "/streams", 10, s => s.GetRequiredService<IStringLocalizer<StreamsText>>()["Streams"], Policies.Viewer));
        services.AddScoped<StreamPageServices>();
    }

    public static string CopyHref(string streamName) => "/streams/copy/" + streamName;

    /// <summary>A tab of the page of one stream; its title is the text <c>Tab.{key}</c>.</summary>
    private static PageTab Tab(string key, int order, Type component, string policy) =>
        new(PagePlaces.StreamTabs, key, order, s => s.GetRequiredService<IStringLocalizer<StreamsText>>()[$"Tab.{key}"], component, policy);

    /// <summary>Names may hold slashes, which stay readable in the address.</summary>
    public static string Href(string streamName) => "/streams/view/" + streamName;
}
