using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Jobs.Failures;
using BlazorMedia.Web.Features.Jobs.Health;
using BlazorMedia.Web.Features.Jobs.Pages;
using BlazorMedia.Web.Features.Jobs.Settings;
using BlazorMedia.Web.Features.Jobs.Statistics;
using BlazorMedia.Web.Platform.Health;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Jobs;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class JobsFeature
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        builder.AddJobEngine();
        builder.Services.AddSingleton<JobFailureLog>();
        builder.Services.AddSingleton<JobSettings>().AddSingleton<SchedulePreview>().AddSingleton<ChangeSchedule>().AddSingleton<ChangeRetries>();
        builder.Services.AddSingleton<JobMetrics>().AddSingleton<JobTallies>().AddHostedService<JobGauges>();
        builder.Services.AddSingleton<ListJobs>();
        builder.Services.AddSingleton(new NavigationItem("/jobs", "pending_actions", 80, s => s.GetRequiredService<IStringLocalizer<JobsText>>()["title"], Policies.Operator));
        builder.Services.AddHealthCheck<JobsCheck, JobsHealthText>(JobsCheck.Key, new() { Href = "/jobs?tab=failed" });
        builder.Services.AddSingleton(new ScopeInfo("jobs", s => s.GetRequiredService<IStringLocalizer<JobsText>>()["scope.jobs"]));
        builder.Services.AddSingleton(new AuditWords("jobs.", typeof(JobsText)));
        builder.Services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(FailedJobsPart), 40));
    }

    public static void MapJobs(this WebApplication app) => app.MapJobApi();
}
