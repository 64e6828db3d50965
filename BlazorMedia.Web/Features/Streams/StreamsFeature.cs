using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Streams.Events;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Live;
using BlazorMedia.Web.Features.Streams.Ownership;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Features.Streams.Paths.MediaMtx;
using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Features.Streams.Publish;
using BlazorMedia.Web.Features.Streams.Publish.Keys;
using BlazorMedia.Web.Features.Streams.ReadOut;
using BlazorMedia.Web.Features.Streams.Ring;
using BlazorMedia.Web.Features.Streams.Smart;
using BlazorMedia.Web.Features.Streams.Wall;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Nodes;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using BlazorMedia.Web.Platform.Telemetry;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams;

/// <summary>The face of the feature: paths, their FFmpeg processes, the ring and live view.</summary>
internal static class StreamsFeature
{
    public static void AddStreams(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<StreamsOptions>(StreamsOptions.Section, typeof(StreamsText));
        services.AddSingleton<SourceVault>().AddSingleton<SourceCheck>().AddSingleton<StreamCatalog>();
        services.AddSingleton<SaveStream>().AddSingleton<DeleteStream>().AddSingleton<TestSource>();
        services.AddSingleton<LiveStreams>().AddSingleton<RingStore>().AddSingleton<StatusBoard>().AddSingleton<SupervisorFactory>();
        services.AddSingleton<IngestHost>().AddSingleton<OwnerLedger>().AddSingleton<OwnershipRound>();
        // The ring lies on the disk of each node; a schedule of the job store is run by one of them.
        if (builder.Configuration.UsesPostgres()) services.AddNodeRound<RingCleanJob>(RingCleanJob.Spec.Every!.Value, (job, ct) => job.RunAsync(JobRun.Silent, ct));
        else services.AddScheduledJob<RingCleanJob>();
        services.AddSingleton(RingStorageCheck.Check);
        services.AddSingleton<IPathKeys, StreamKeys>().AddSingleton<IPathKeys, TriggerKeys>();
        services.AddSingleton<ImportMediaMtx>().AddSingleton<ExportMediaMtx>().AddSingleton(MediaMtxCommands.Import).AddSingleton(MediaMtxCommands.Export);
        services.AddSingleton<StreamCopyTools>().AddSingleton<CopyStream>().AddSingleton<ChangeStreams>();
        services.AddSingleton(new ScopeInfo("streams", s => s.GetRequiredService<IStringLocalizer<StreamsText>>()["scope.streams"]));
        services.AddLiveView();
        services.AddWall();
        services.AddStreamPages();
        services.AddStreamChecks();
        services.AddPublish();
        services.AddReadOut();
        MeterSource.Add<StreamMetrics>(services);
        services.AddSingleton(new ReadinessPart("streams.ingest", (s, _) => Task.FromResult(s.GetRequiredService<IngestHost>().IsStarted)));
        services.AddStreamEvents();
        services.AddSingleton(new AuditWords("streams.", typeof(StreamsText)));
        // In this order: the first path, the guard, then the processes that it guards.
        services.AddHostedService<DemoStream>();
        services.AddHostedService<OrphanGuard>();
        services.AddHostedService(s => s.GetRequiredService<IngestHost>());
        services.AddHostedService(s => s.GetRequiredService<LastStills>());
        services.AddHostedService<StreamEventWriter>();
        services.AddHostedService<OwnershipRounds>();
        services.AddSmart();
        services.AddPictures();
        services.AddStreamConditions();
    }

    private static void AddStreamEvents(this IServiceCollection services)
    {
        services.AddSingleton<StreamChangeQueue>().AddSingleton<StreamEventLedger>();
        foreach (var type in StreamEventLedger.Types()) services.AddSingleton(type);
    }

    public static void MapStreams(this WebApplication app)
    {
        app.MapStreamApi();
        app.MapLiveView();
        app.MapStreamHealth();
        app.MapSmart();
        app.MapPublish();
        app.MapMediaMtx();
    }
}
