using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Retention.Pages;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Nodes;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What is kept, what goes, and what happens when there is no room.</summary>
internal static class RetentionFeature
{
    public static void AddRetention(this WebApplicationBuilder builder, bool onEveryNode)
    {
        var services = builder.Services;
        services.AddSettings<RetentionOptions>(RetentionOptions.Section, typeof(RetentionText));
        services.AddSingleton<RecordingReaders>().AddSingleton<RemoveRecordings>().AddSingleton<RetentionTools>();
        services.AddSingleton<RecordingsDisk>().AddSingleton<RetentionStock>().AddSingleton<RetentionPlanner>();
        services.AddSingleton<KeepRecording>().AddSingleton<PathRetention>().AddSingleton<ListRemovals>().AddSingleton<RetentionOverview>().AddSingleton<SpaceState>();
        services.AddSingleton<SpaceGate>().AddSingleton<SpaceNews>().AddSingleton<SpaceStops>().AddSingleton<DiskEmergency>();
        services.AddHostedService<SpaceGuard>();
        foreach (var type in SpaceNews.Types()) services.AddSingleton(type);
        services.AddHealthCheck<RootCheck, RetentionText>(RootCheck.Key, new() { IsLocal = true, Every = TimeSpan.FromSeconds(10) });
        services.AddHealthCheck<SpaceCheck, RetentionText>(SpaceCheck.Key, new() { IsLocal = true, Href = RetentionPages.Overview });
        services.AddSingleton(RootCommand.Command);
        // Each node looks after the files on its own disk; a schedule of the job store is run by one of them.
        if (onEveryNode) services.AddNodeRound<RetentionSweepJob>(RetentionSweepJob.Spec.Every!.Value, (job, ct) => job.RunAsync(JobRun.Silent, ct));
        else services.AddScheduledJob<RetentionSweepJob>();
        services.AddRetentionPages();
    }
}
