using System.Collections.Concurrent;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Nodes;

namespace BlazorMedia.Web.Features.Streams.Ownership;

/// <summary>One look at who has which path, and what follows from it on this node.</summary>
internal sealed partial class OwnershipRound(OwnerLedger owners, IngestHost host, NodeList nodes, IStreamRecorder recorder, ILogger<OwnershipRound> logger)
{
    private readonly ConcurrentDictionary<Guid, string> published = new();
    private readonly ConcurrentDictionary<Guid, byte> failing = new();

    public async Task RunAsync(CancellationToken ct)
    {
        var paths = await owners.ReadAsync(ct);
        await host.RemoveOthersAsync(paths.Select(p => p.Path.Id).ToHashSet(), ct);
        foreach (var path in paths) await FollowAsync(path, ct);
        var mine = paths.Count(p => owners.IsMine(p.Owner));
        var share = Shares.Of(paths.Count, nodes.Alive.Count);
        foreach (var path in paths.Where(p => owners.IsFree(p.Owner)).Take(share - mine)) await TakeAsync(path, ct);
        if (mine > share) await GiveAsync(paths, ct);
        await PublishAsync(paths, ct);
    }

    /// <summary>Without the database, which may be what is away. A path that fails is tried again by the next call.</summary>
    public async Task YieldAllAsync(CancellationToken ct)
    {
        var had = host.Unyielded;
        // Together: one after the other would take longer than the others wait.
        await host.EndAllAsync(ct);
        foreach (var stream in had) await TryYieldAsync(stream.Path, stream.Elsewhere ?? new(null, null, null), Moving(stream.Status), ct);
    }

    // One that cannot be ended must not keep the others from being ended before somebody takes them.
    private async Task TryYieldAsync(StreamPath path, StreamElsewhere elsewhere, StreamStatus status, CancellationToken ct)
    {
        try
        {
            await host.YieldAsync(path, elsewhere, status, ct);
            failing.TryRemove(path.Id, out _);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            if (failing.TryAdd(path.Id, 0)) LogNotYielded(exception, path.Name);
        }
    }

    private async Task FollowAsync(OwnedPath path, CancellationToken ct)
    {
        if (owners.IsMine(path.Owner))
        {
            if (nodes.HasLease) await host.KeepAsync(path.Path, ct);
            return;
        }
        var status = PublishedStatus.Read(path.Owner?.Status);
        var isRunning = host.IsRunning(path.Path.Id);
        if (isRunning) LogLost(path.Path.Name);
        var elsewhere = owners.ElsewhereOf(path.Owner, status?.RecordingTaskId);
        await TryYieldAsync(path.Path, elsewhere, !owners.IsFree(path.Owner) && status is not null ? status.Status : Moving(null), ct);
    }

    private async Task TakeAsync(OwnedPath path, CancellationToken ct)
    {
        if (!nodes.HasLease || !await owners.ClaimAsync(path, ct)) return;
        LogTaken(path.Path.Name, path.Owner?.NodeId is { } former ? nodes.NameOf(former) : "-");
        await host.KeepAsync(path.Path, ct);
    }

    // One at a time, and none that is recorded: what is shared out better must not cost a picture that somebody wanted to keep.
    private async Task GiveAsync(IReadOnlyList<OwnedPath> paths, CancellationToken ct)
    {
        if (paths.LastOrDefault(p => owners.IsMine(p.Owner) && !p.Path.Record && recorder.RunningTaskOf(p.Path.Id) is null) is not { } given) return;
        await host.YieldAsync(given.Path, new(null, null, null), Moving(null), ct);
        await owners.ReleaseAsync(given.Path.Id, ct);
        LogGiven(given.Path.Name);
    }

    private async Task PublishAsync(IReadOnlyList<OwnedPath> paths, CancellationToken ct)
    {
        foreach (var stream in host.Running)
        {
            var status = PublishedStatus.Write(stream.Status, recorder.RunningTaskOf(stream.Id));
            // A row that changed hands begins without a status.
            var isKnown = published.GetValueOrDefault(stream.Id) == status && paths.Any(p => p.Path.Id == stream.Id && p.Owner?.Status is not null);
            if (isKnown) continue;
            await owners.PublishAsync(stream.Id, status, ct);
            published[stream.Id] = status;
        }
    }

    private StreamStatus Moving(StreamStatus? before) => new(StreamState.Offline, "moving", before is { Reason: "moving" } ? before.Since : host.Now);

    [LoggerMessage(LogLevel.Information, "This node has stream {Stream} now; before it, node {Former} had it")]
    private partial void LogTaken(string stream, string former);

    [LoggerMessage(LogLevel.Information, "This node gives stream {Stream} to a node that has fewer")]
    private partial void LogGiven(string stream);

    [LoggerMessage(LogLevel.Error, "Stream {Stream} could not be stopped on this node; it is tried again until it is")]
    private partial void LogNotYielded(Exception exception, string stream);

    [LoggerMessage(LogLevel.Warning, "Another node has stream {Stream}, so this one stops it")]
    private partial void LogLost(string stream);
}
