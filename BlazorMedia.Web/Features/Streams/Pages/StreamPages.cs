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
        services.AddScoped<StreamPageServices>();
    }

    /// <summary>Names may hold slashes, which stay readable in the address.</summary>
    public static string Href(string streamName) => "/streams/view/" + streamName;
}
