using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Nodes;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>The engine's settings. Only this folder names the engine, so that another could take its place.</summary>
internal static class QuartzSetup
{
    private const int Threads = 4;
    private const int DiskJobs = 2;

    public static void AddJobEngine(this WebApplicationBuilder builder)
    {
        var clustered = builder.Configuration.UsesPostgres();
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddSingleton<JobCatalog>();
        builder.Services.AddSingleton<JobPulse>();
        builder.Services.AddSingleton<RunningJobs>();
        builder.Services.AddSingleton<WorkScheduler>();
        builder.Services.AddSingleton<IJobQueue, QuartzJobQueue>();
        builder.Services.AddSingleton<JobHistory>();
        builder.Services.AddSingleton<JobBoard>();
        builder.Services.AddSingleton<JobControl>();
        builder.Services.AddHostedService<JobEngine>();
        // Every failure is logged by JobOutcomes, with what becomes of it.
        builder.Logging.AddFilter("Quartz.Core.JobRunShell", LogLevel.Critical);
        builder.Services.AddQuartz(q => Configure(q, clustered));
    }

    private static void Configure(IQuartzBuilder quartz, bool clustered)
    {
        quartz.ConfigureScheduler(o =>
        {
            o.InstanceName = "blazormedia";
            o.GenerateInstanceId = clustered;
            // Work that another node enqueued is seen after this pause; alone, the own queue wakes the engine.
            o.IdleWaitTime = TimeSpan.FromSeconds(clustered ? 2 : 30);
            o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UseDefaultThreadPool(Threads);
        quartz.UseExecutionLimits((services, limits) => limits
            .ForGroup(JobNames.DiskGroup, DiskJobs)
            .ForGroup(JobNames.NodePrefix + services.GetRequiredService<ThisNode>().Id.ToString("N"), DiskJobs)
            .ForGroupsWithPrefix(JobNames.NodePrefix, 0));
        quartz.UsePersistentStore(s => Configure(s, clustered));
        quartz.ConfigureOptions<ExecutionHistoryOptions>(o =>
        {
            o.Retention = TimeSpan.FromDays(14);
            // A job of a 30 s rhythm must not push everything else out; failures are not counted here.
            o.MaxEntriesPerJob = 500;
            o.MaxEntriesPerScheduler = 20_000;
            // The engine trims as often as a tenth of its shortest memory, so this also sets that to six minutes.
            o.RetentionByResult[JobRunResult.Skipped] = TimeSpan.FromHours(1);
        });
        quartz.AddJobListener<JobOutcomes>([]);
    }

    private static void Configure(IPersistentStoreBuilder store, bool clustered)
    {
        store.ProvisionSchema();
        store.UseExecutionHistory();
        store.ConfigureStore(o => o.RecoverFiringsCancelledByShutdown = true);
        if (clustered)
        {
            store.UsePostgres(o => o.DataSourceFactory = s => s.GetRequiredService<JobStore>().DataSource());
            store.UseClustering(c => (c.CheckinInterval, c.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)));
        }
        else
        {
            store.UseSqlite(o => o.DataSourceFactory = s => s.GetRequiredService<JobStore>().DataSource());
        }
    }
}
