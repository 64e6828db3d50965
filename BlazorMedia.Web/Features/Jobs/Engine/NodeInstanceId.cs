using BlazorMedia.Web.Platform.Nodes;
using Quartz.Extensibility;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>On PostgreSQL the engine calls a node what the app calls it, so that a run can be shown with the name of its node, and a node that restarts takes up its own work at once.</summary>
internal sealed class NodeInstanceId(ThisNode node) : IInstanceIdGenerator
{
    public ValueTask<string> GenerateInstanceId(CancellationToken cancellationToken = default) => new(node.Id.ToString("N"));
}
