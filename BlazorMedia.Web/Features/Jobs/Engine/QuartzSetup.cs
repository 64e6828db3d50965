using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Nodes;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>The engine's settings. Only this folder names the engine, so that another could take its place.</summary>
internal static class QuartzSetup
{
    /// <summary>How many jobs a node runs at once.</summary>
    public const int Threads = 4;

    private const int DiskJobs = 2;

    public static void AddJobEngine(this WebApplicationBuilder builder)
    {
        var clustered = builder.Configuration.UsesPostgres();
        AddParts(builder.Services);
        // Every failure is logged by JobOutcomes, with what becomes of it.
        builder.Logging.AddFilter("Quartz.Core.JobRunShell", LogLevel.Critical);
        builder.Services.AddQuartz(q => Configure(q, clustered));
    }

    private static void AddParts(IServiceCollection services)
    {
        services.AddSingleton<JobStore>().AddSingleton<JobCatalog>().AddSingleton<JobPulse>().AddSingleton<RunningJobs>();
        services.AddSingleton<WorkScheduler>().AddSingleton<RhythmScheduler>().AddSingleton<Interruptions>();
        services.AddSingleton<IJobQueue, QuartzJobQueue>();
        services.AddSingleton<JobHistory>().AddSingleton<JobBoard>().AddSingleton<JobSchedules>().AddSingleton<JobRuns>();
        services.AddSingleton<JobCounting>().AddSingleton<JobKinds>().AddSingleton<JobNodes>().AddSingleton<JobControl>();
        services.AddSingleton<ILoggerProvider, RunLogProvider>();
        services.AddHostedService<JobEngine>();
    }

    private static void Configure(IQuartzBuilder quartz, bool clustered)
    {
        quartz.ConfigureScheduler(o =>
        {
            o.InstanceName = "blazormedia";
            // Work that another node enqueued is seen after this pause; alone, the own queue wakes the engine.
            o.IdleWaitTime = TimeSpan.FromSeconds(clustered ? 2 : 30);
            o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        if (clustered) quartz.UseInstanceIdGenerator<NodeInstanceId>();
        quartz.UseDefaultThreadPool(Threads);
        quartz.UseExecutionLimits((services, limits) => limits
            .ForGroup(JobNames.DiskGroup, DiskJobs, ExecutionLimitScope.Node)
            .ForGroup(JobNames.ExclusiveGroup, 1, ExecutionLimitScope.Cluster)
            .ForGroup(JobNames.NodePrefix + services.GetRequiredService<ThisNode>().Id.ToString("N"), DiskJobs, ExecutionLimitScope.Node)
            .ForGroupsWithPrefix(JobNames.NodePrefix, 0));
        quartz.UsePersistentStore(s => Configure(s, clustered));
        quartz.ConfigureOptions<ExecutionHistoryOptions>(o =>
        {
            o.Retention = TimeSpan.FromDays(14);
            o.RecordInput = true;
            // A job of a 30 s rhythm must not push everything else out; failures are not counted here.
            o.MaxEntriesPerJob = 500;
            o.MaxEntriesPerScheduler = 20_000;
            // The engine trims as often as a tenth of its shortest memory, so this also sets that to six minutes.
            o.RetentionByResult[JobRunResult.Skipped] = TimeSpan.FromHours(1);
        });
        quartz.UseExecutionLogCapture(o => o.MaxLines = RunLog.MaxLines);
        quartz.AddJobListener<JobOutcomes>([]);
    }

    private static void Configure(IPersistentStoreBuilder store, bool clustered)
    {
        store.ProvisionSchema();
        store.UseExecutionHistory();
        // The limit of the exclusive jobs holds across nodes only when a node takes work under the lock that all share.
        store.ConfigureStore(o => (o.RecoverFiringsCancelledByShutdown, o.AcquireTriggersWithinLock) = (true, clustered));
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
