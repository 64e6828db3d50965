using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Snapshots.Pages;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>Kept pictures: by a person, by a client, by a plan.</summary>
internal static class SnapshotSetup
{
    public static void AddSnapshots(this IServiceCollection services)
    {
        services.AddSingleton<PastStills>().AddSingleton<SnapshotShelf>().AddSingleton<TakeSnapshot>().AddSingleton<ListSnapshots>();
        services.AddSingleton<DeleteSnapshot>().AddSingleton<SaveSnapshotPlan>();
        services.AddScoped<SnapshotsPageServices>();
        services.AddHostedService<SnapshotRounds>();
        services.AddScheduledJob<PurgeSnapshotsJob>();
        services.AddSingleton(SnapshotStorageCheck.Check).AddSingleton(new AuditWords("snapshots.", typeof(SnapshotsText)));
        services.AddSingleton(new PagePart(PagePlaces.StreamActions, typeof(SnapshotButton), 20));
        services.AddSingleton(new PagePart(PagePlaces.StreamSettings, typeof(SnapshotPlanCard), 30));
        services.AddSingleton(new PageLink(PagePlaces.RecordingLinks, "/recordings/snapshots", 40, s => s.GetRequiredService<IStringLocalizer<SnapshotsText>>()["Snapshots"], Policies.Viewer));
    }
}
