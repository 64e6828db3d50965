using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Features.Streams.Smart.Pages;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>Recording by itself: triggers, their tab and their address.</summary>
internal static class SmartSetup
{
    public static void AddSmart(this IServiceCollection services)
    {
        services.AddSingleton<TriggerBoard>().AddSingleton<TriggerDesk>().AddSingleton<SaveTrigger>();
        services.AddSingleton<EncoderBox>().AddSingleton<SnapshotScore>().AddSingleton<DeviceCheck>();
        services.AddSingleton<IPictureWish, TriggerWish>().AddSingleton<TriggerTools>();
        services.AddHostedService<TriggerRounds>();
        services.AddSingleton(new AuditWords("triggers.", typeof(SmartText)));
        services.AddSingleton(new PageTab(PagePlaces.StreamTabs, "smart", 30, s => s.GetRequiredService<IStringLocalizer<SmartText>>()["Tab"], typeof(SmartTab), Policies.Operator));
    }

    public static void MapSmart(this IEndpointRouteBuilder app) => app.MapTriggers();
}
