using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorMedia.Web.Platform.Nodes;

internal static class NodeSetup
{
    /// <summary>Before every other hosted service: what a node owns is asked while those start, and given up after they stopped.</summary>
    public static void AddNodes(this IServiceCollection services)
    {
        services.AddSettings<NodeOptions>(NodeOptions.Section);
        services.AddSingleton<ThisNode>().AddSingleton<NodeList>();
        services.AddHostedService<NodeHeartbeat>();
        services.AddHostedService<NodeRounds>();
    }

    /// <inheritdoc cref="NodeRound" />
    public static void AddNodeRound<T>(this IServiceCollection services, TimeSpan every, Func<T, CancellationToken, Task> run)
        where T : class
    {
        services.TryAddScoped<T>();
        services.AddSingleton(new NodeRound(typeof(T).Name, every, (scope, ct) => run(scope.GetRequiredService<T>(), ct)));
    }
}
