using BlazorMedia.Web.Features.Streams.Publish;
using BlazorMedia.Web.Features.Streams.ReadOut.Rtsp;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Streams.ReadOut;

/// <summary>Streams that other programs fetch from us.</summary>
internal static class ReadOutSetup
{
    public static void AddReadOut(this IServiceCollection services)
    {
        services.AddSettings<ReadOutOptions>(ReadOutOptions.Section);
        services.AddSingleton<ReaderKeys>().AddSingleton<ReadOutGate>();
        services.AddSingleton<RtspServer>().AddHostedService(s => s.GetRequiredService<RtspServer>());
        services.AddHealthCheck<ReadOutCheck, PublishText>(ReadOutCheck.Key, new() { IsLocal = true });
    }
}
