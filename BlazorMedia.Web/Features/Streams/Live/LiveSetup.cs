using BlazorMedia.Web.Features.Streams.Pictures;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>Everything that shows a path as it is now.</summary>
internal static class LiveSetup
{
    public static void AddLiveView(this IServiceCollection services)
    {
        services.AddSingleton<StillWriter>().AddSingleton<StillCache>().AddSingleton<LastStills>();
        services.AddSingleton<StillTaker>().AddSingleton<MotionJpeg>();
    }

    public static void MapLiveView(this WebApplication app)
    {
        app.MapLive();
        app.MapStills();
    }
}
