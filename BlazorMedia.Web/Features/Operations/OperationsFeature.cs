namespace BlazorMedia.Web.Features.Operations;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class OperationsFeature
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
    }

    public static void MapOperations(this WebApplication app)
    {
    }
}
