using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Platform.Nodes;

/// <summary>
/// Says every two seconds that this node lives, and looks who else does. With SQLite there is nobody who could ask, so the row is
/// written at the start and at the end only, and no disk is kept awake.
/// </summary>
internal sealed partial class NodeHeartbeat(NodeList nodes, ThisNode self, LiveTopics topics, TimeProvider time, ILogger<NodeHeartbeat> logger) : BackgroundService
{
    private bool isFailing;
    private bool isReplaced;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await nodes.JoinAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await nodes.LeaveAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotLeft(exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!self.IsClustered) return;
        using var timer = new PeriodicTimer(Node.Rhythm, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await BeatAsync(stoppingToken);
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        try
        {
            if (await nodes.BeatAsync(ct)) topics.Publish(NodeList.Topic);
            if (isFailing) LogBack();
            if (nodes.IsReplaced && !isReplaced) LogReplaced(self.Id);
            (isFailing, isReplaced) = (false, nodes.IsReplaced);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // Once per outage: the database being away is logged by everything else as well.
            if (!isFailing) LogSilent(exception.Message);
            isFailing = true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "This node could not write its heartbeat: {Reason}. While that lasts, other nodes take over its streams")]
    private partial void LogSilent(string reason);

    [LoggerMessage(LogLevel.Information, "This node writes its heartbeat again")]
    private partial void LogBack();

    [LoggerMessage(LogLevel.Error, "Another process runs as node {NodeId}: its data directory is a copy of this one. Stop one of them, remove its file node-id and start it again")]
    private partial void LogReplaced(Guid nodeId);

    [LoggerMessage(LogLevel.Warning, "This node could not sign off: {Reason}. Other nodes wait until they miss its heartbeat")]
    private partial void LogNotLeft(string reason);
}
