using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Streams.Health.Pages;
using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>History, alerts and readiness of single streams.</summary>
internal static class StreamConditions
{
    public static void AddStreamConditions(this IServiceCollection services)
    {
        services.AddSingleton<SpanQueue>().AddSingleton<SpanLedger>().AddSingleton<HealthPulse>().AddSingleton<SpanHistory>();
        services.AddSingleton<HealthBook>().AddSingleton<AlertLedger>().AddSingleton<HealthRound>();
        services.AddSingleton<HealthHistory>().AddSingleton<SaveHealthRules>();
        services.AddSingleton<IPictureWish, HealthWish>();
        services.AddScheduledJob<HealthCleanJob>();
        foreach (var type in AlertLedger.Types()) services.AddSingleton(type);
        services.AddSingleton(new PageTab(
            PagePlaces.StreamTabs, "health", 20, s => s.GetRequiredService<IStringLocalizer<StreamConditionText>>()["Tab"], typeof(HealthTab), Policies.Viewer));
        services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(AlertsPart), 9));
        services.AddSingleton(new PagePart(PagePlaces.StreamBadges, typeof(AlertBadge), 5));
        services.AddHostedService<SpanWriter>();
        services.AddHostedService<HealthRounds>();
    }
}
