namespace BlazorMedia.Web.Features.Streams;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class StreamsFeature
{
    public static void AddStreams(this WebApplicationBuilder builder)
    {
    }

    public static void MapStreams(this WebApplication app)
    {
    }
}
