using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Platform.Nodes;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>The nodes that share the work; on SQLite there is one.</summary>
internal sealed class JobNodes(NodeList nodes, JobBoard board)
{
    /// <summary>The longest running first.</summary>
    public async Task<IReadOnlyList<JobNode>> ListAsync(CancellationToken ct)
    {
        var running = await board.RunningAsync(ct);
        return [.. nodes.All.Select(n => new JobNode(
            n.Id, n.Name, n.Id == nodes.Self, n.Version, n.StartedAt, n.HeartbeatAt, nodes.Alive.Contains(n.Id),
            running.Count(r => r.Node is null ? n.Id == nodes.Self : r.Node == n.Name), QuartzSetup.Threads))];
    }
}
