using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Events;
using BlazorMedia.Web.Features.Recordings.Exports;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Recordings.Growing;
using BlazorMedia.Web.Features.Recordings.MediaMtx;
using BlazorMedia.Web.Features.Recordings.Pages;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Features.Recordings.Snapshots;
using BlazorMedia.Web.Features.Recordings.Tasks;
using BlazorMedia.Web.Features.Recordings.Timeline;
using BlazorMedia.Web.Features.Streams;
using BlazorMedia.Web.Features.Streams.Paths.MediaMtx;
using BlazorMedia.Web.Platform.Nodes;
using BlazorMedia.Web.Platform.Processes;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using BlazorMedia.Web.Platform.Telemetry;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class RecordingsFeature
{
    private static readonly TimeSpan LookAtFiles = TimeSpan.FromHours(1);

    public static void AddRecordings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<RecordingsOptions>(RecordingsOptions.Section);
        builder.Services.AddSingleton<RecordingStore>().AddSingleton<RenameNotes>().AddSingleton<CrashLeftovers>();
        builder.Services.AddSingleton<ListRecordings>().AddSingleton<FindRecording>().AddSingleton<GrowingRecordings>();
        builder.Services.AddSingleton<RenameRecording>().AddSingleton<DeleteRecording>().AddSingleton<RestoreRecording>();
        builder.Services.AddScoped<RecordingStorageCheck>().AddSingleton(RecordingStorageCheck.Check);
        AddEvents(builder.Services);
        AddTasks(builder.Services);
        AddFinalising(builder.Services);
        builder.Services.AddSingleton(new ScopeInfo("recordings", s => s.GetRequiredService<IStringLocalizer<RecordingsText>>()["scope.recordings"]));
        builder.Services.AddTimeline();
        builder.Services.AddSingleton<IPathKeys, RetentionKeys>().AddSingleton<IPathKeys, SnapshotKeys>();
        AddUpkeep(builder);
        builder.Services.AddRecordingPages();
        builder.Services.AddSnapshots();
        builder.AddExports();
        MeterSource.Add<RecordingMetrics>(builder.Services);
        builder.Services.AddSingleton(new AuditWords("recordings.", typeof(RecordingsText)));
    }

    public static void MapRecordings(this WebApplication app)
    {
        app.MapRecordingTasks();
        app.MapRecordingFiles();
        app.MapSnapshots();
        app.MapRetention();
        app.MapTimeline();
        app.MapExports();
    }

    private static void AddEvents(IServiceCollection services)
    {
        services.AddSingleton<RecordingNews>();
        foreach (var type in RecordingNews.Types()) services.AddSingleton(type);
    }

    private static void AddTasks(IServiceCollection services)
    {
        services.AddSingleton<ActiveRecordings>().AddSingleton<IStreamRecorder>(s => s.GetRequiredService<ActiveRecordings>());
        services.AddSingleton<RecordingLedger>().AddSingleton<RecordingWishes>().AddSingleton<RecordingWorkerTools>().AddSingleton<AutoRecorder>();
        services.AddSingleton<RecordingHandover>();
        services.AddSingleton<StartRecording>().AddSingleton<StopRecording>().AddSingleton<ListRecordingTasks>();
        services.AddHostedService<RecordingHost>();
    }

    private static void AddFinalising(IServiceCollection services)
    {
        services.AddSingleton<FfmpegRunner>().AddSingleton<FfmpegOutput>().AddSingleton<OutputWriter>().AddSingleton<FinaliseLedger>().AddSingleton<FinaliseQueue>();
        services.AddJob<FinaliseRecordingJob, FinaliseRecordingInput>().AddJob<ThumbnailJob, ThumbnailInput>();
        services.AddScheduledJob<RecordingSweepJob>();
    }

    private static void AddUpkeep(WebApplicationBuilder builder)
    {
        var isOneDisk = !builder.Configuration.UsesPostgres() || builder.Configuration.GetSection(RecordingsOptions.Section).Get<RecordingsOptions>()?.Shared == true;
        builder.AddRetention(onEveryNode: !isOneDisk);
        if (isOneDisk)
        {
            builder.Services.AddScheduledJob<PurgeTrashJob>().AddScheduledJob<ReconcileFilesJob>().AddScheduledJob<MissingSpritesJob>();
            return;
        }
        // Each node looks after the files on its own disk; a schedule of the job store is run by one of them.
        builder.Services.AddNodeRound<PurgeTrashJob>(PurgeTrashJob.Spec.Every!.Value, (job, ct) => job.RunAsync(JobRun.Silent, ct));
        builder.Services.AddNodeRound<ReconcileFilesJob>(LookAtFiles, (job, ct) => job.RunAsync(JobRun.Silent, ct));
        builder.Services.AddNodeRound<MissingSpritesJob>(MissingSpritesJob.Spec.Every!.Value, (job, ct) => job.RunAsync(JobRun.Silent, ct));
    }
}
