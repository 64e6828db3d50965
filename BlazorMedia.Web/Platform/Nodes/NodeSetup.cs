using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Platform.Nodes;

internal static class NodeSetup
{
    /// <summary>Before every other hosted service: what a node owns is asked while those start, and given up after they stopped.</summary>
    public static void AddNodes(this IServiceCollection services)
    {
        services.AddSettings<NodeOptions>(NodeOptions.Section);
        services.AddSingleton<ThisNode>().AddSingleton<NodeList>();
        services.AddHostedService<NodeHeartbeat>();
    }
}
