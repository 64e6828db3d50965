using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Jobs.Failures;

namespace BlazorMedia.Web.Features.Jobs;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class JobsFeature
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        builder.AddJobEngine();
        builder.Services.AddSingleton<JobFailureLog>();
    }

    public static void MapJobs(this WebApplication app)
    {
    }
}
