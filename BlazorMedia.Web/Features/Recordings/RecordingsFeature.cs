namespace BlazorMedia.Web.Features.Recordings;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class RecordingsFeature
{
    public static void AddRecordings(this WebApplicationBuilder builder)
    {
    }

    public static void MapRecordings(this WebApplication app)
    {
    }
}
