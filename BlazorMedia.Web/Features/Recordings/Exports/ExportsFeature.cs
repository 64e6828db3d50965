using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Exports.Archive;
using BlazorMedia.Web.Features.Recordings.Exports.Pages;
using BlazorMedia.Web.Features.Recordings.Exports.Share;
using BlazorMedia.Web.Features.Recordings.Exports.Write;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Nodes;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Films made of recordings: clips, joined pieces, whole days.</summary>
internal static class ExportsFeature
{
    public static void AddExports(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<ExportsOptions>(ExportsOptions.Section);
        services.AddSingleton<ExportStore>().AddSingleton<ExportQueue>().AddSingleton<ExportLedger>().AddSingleton<ExportLanes>().AddSingleton<ExportRun>();
        services.AddSingleton<ExportSources>().AddSingleton<CreateExport>().AddSingleton<ChangeExport>().AddSingleton<ListExports>();
        services.AddSingleton<ShareLinks>().AddSingleton<ShareExport>();
        services.AddSingleton<DayArchive>();
        services.AddSingleton<ExportWriter>().AddSingleton<FullEncoder>().AddSingleton<EdgeWriter>().AddSingleton<StretchEncoder>().AddSingleton<ExportImages>();
        services.AddJob<ExportJob, ExportInput>();
        AddSweep(builder);
        services.AddSingleton(new AuditWords("recordings.export", typeof(ExportsText)));
        AddPages(services);
    }

    public static void MapExports(this WebApplication app)
    {
        app.MapExportApi();
        app.MapGet(RecordingDto.Route + "/day-archive", DayArchive.SendAsync).WithTags("Recordings").RequireScope("recordings").RequireAuthorization(Policies.Viewer)
            .WithSummary("All recordings of a day as one zip, made while it is sent").WithMetadata(MediaBytes.Mark)
            .Produces<Stream>(contentType: "application/zip").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddScoped<ExportDesk>().AddSingleton<ExportFormServices>();
        services.AddSingleton(new PageLink(PagePlaces.RecordingLinks, ExportPages.List, 30, s => s.GetRequiredService<IStringLocalizer<ExportsText>>()["Exports"], Policies.Viewer));
        services.AddSingleton(new PagePart(PagePlaces.RecordingActions, typeof(ClipAction), 10));
    }

    private static void AddSweep(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ExportSweepTools>();
        if (!builder.Configuration.UsesPostgres() || builder.Configuration.GetSection(RecordingsOptions.Section).Get<RecordingsOptions>()?.Shared == true)
            builder.Services.AddScheduledJob<ExportSweepJob>();
        // Each node looks after the exports on its own disk.
        else builder.Services.AddNodeRound<ExportSweepJob>(ExportSweepJob.Spec.Every!.Value, (job, ct) => job.RunAsync(JobRun.Silent, ct));
    }
}
