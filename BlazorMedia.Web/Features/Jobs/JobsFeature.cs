namespace BlazorMedia.Web.Features.Jobs;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class JobsFeature
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
    }

    public static void MapJobs(this WebApplication app)
    {
    }
}
