using BlazorMedia.Domain.Operations;

namespace BlazorMedia.Web.Platform.Nodes;

/// <summary>
/// Tells the living from the dead by whether their counts of heartbeats grow, measured by the own monotonic clock: the clocks of
/// two machines may differ by more than a heartbeat. A node that is seen for the first time is given its patience.
/// </summary>
internal sealed class NodeWatch(TimeProvider time)
{
    private readonly Dictionary<Guid, (long Beat, long SeenAt)> seen = [];

    /// <summary>The ids of those that live, after this look at all rows.</summary>
    public HashSet<Guid> Look(IEnumerable<Node> nodes)
    {
        var alive = new HashSet<Guid>();
        foreach (var node in nodes)
        {
            if (!seen.TryGetValue(node.Id, out var last) || last.Beat != node.Beat) seen[node.Id] = last = (node.Beat, time.GetTimestamp());
            if (node.StoppedAt is null && time.GetElapsedTime(last.SeenAt) < Node.Patience) alive.Add(node.Id);
        }
        return alive;
    }
}
