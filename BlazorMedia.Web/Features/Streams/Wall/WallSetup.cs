using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Wall;

/// <summary>The wall of live pictures.</summary>
internal static class WallSetup
{
    public static void AddWall(this IServiceCollection services)
    {
        services.AddSingleton<Walls>();
        services.AddScoped<WallPageServices>();
        services.AddSingleton(new PageLink(PagePlaces.StreamLinks, "/wall", 20, s => s.GetRequiredService<IStringLocalizer<WallText>>()["Wall"], Policies.Viewer));
    }
}
