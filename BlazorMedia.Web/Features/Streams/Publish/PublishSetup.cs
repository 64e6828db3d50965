using BlazorMedia.Web.Features.Streams.Publish.Keys;
using BlazorMedia.Web.Features.Streams.Publish.Pages;
using BlazorMedia.Web.Features.Streams.Publish.Rtmp;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Streams.Publish;

/// <summary>Streams that are sent to us.</summary>
internal static class PublishSetup
{
    public static void AddPublish(this IServiceCollection services)
    {
        services.AddSettings<PublishOptions>(PublishOptions.Section);
        services.AddSingleton<Publications>().AddSingleton<PublishGate>().AddSingleton<PublishVault>().AddSingleton<PublishKeys>().AddSingleton<SrtDoors>();
        services.AddSingleton(new AuditWords("streams.", typeof(PublishText)));
        services.AddHealthCheck<PublishCheck, PublishText>(PublishCheck.Key, new() { IsLocal = true });
        services.AddScoped<PublishCardServices>();
        services.AddSingleton(new PagePart(PagePlaces.StreamSettings, typeof(PublishCard), 10));
        services.AddSingleton(new PagePart(PagePlaces.StreamSettings, typeof(ReadOutCard), 90));
        services.AddSingleton<RtmpServer>().AddHostedService(s => s.GetRequiredService<RtmpServer>());
    }
}
