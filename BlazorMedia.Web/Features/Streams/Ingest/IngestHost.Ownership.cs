using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ownership;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>What the host does when nodes share the paths: it keeps those that it owns and shows the others.</summary>
internal sealed partial class IngestHost
{
    // A path that was just added here may be missing in a list that was read a moment before.
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(10);

    // A round takes while the guard of the lease gives.
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The streams that this node pulls.</summary>
    public IReadOnlyList<LiveStream> Running => [.. streams.All.Where(s => s.Elsewhere is null)];

    /// <summary>Those, and what it has given up but could not end.</summary>
    public IReadOnlyList<LiveStream> Unyielded => [.. streams.All.Where(s => s.Elsewhere is null || s.IsEnding)];

    public DateTimeOffset Now => supervisors.Now;

    public bool IsRunning(Guid id) => running.ContainsKey(id);

    /// <summary>This node owns the path: begins it, or tells it of its new settings.</summary>
    public async Task KeepAsync(StreamPath path, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (!IsRunning(path.Id)) await BeginAsync(path, ct);
            else if (streams.Find(path.Id)?.Path.UpdatedAt == path.UpdatedAt) return;
            await ApplyAsync(path, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Another node owns the path, or none: what runs of it here is ended, its ring stays for the recordings that need it. What fails is done by the next call.</summary>
    public async Task YieldAsync(StreamPath path, StreamElsewhere elsewhere, StreamStatus status, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var stream = streams.Find(path.Id);
            if (stream is { Elsewhere: not null }) Show(stream, path, elsewhere, status);
            else stream = GiveUp(path, elsewhere, status);
            if (!stream.IsEnding) return;
            await EndAsync(path.Id, ct);
            await store.EndAsync(store.FolderOf(path.Id), ct);
            stream.IsEnding = false;
            Publish(path.Id);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Ends every FFmpeg of this node; the paths must be yielded then.</summary>
    public Task EndAllAsync(CancellationToken ct) => Task.WhenAll(running.Keys.Select(id => TryEndAsync(id, ct)));

    /// <summary>Forgets paths that were deleted on another node.</summary>
    public async Task RemoveOthersAsync(IReadOnlySet<Guid> known, CancellationToken ct)
    {
        foreach (var stream in streams.All.Where(s => !known.Contains(s.Id) && s.Path.CreatedAt < Now - Youth)) await RemoveAsync(stream.Id, ct);
    }

    private async Task TryEndAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await EndAsync(id, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // Yielding the path ends what its supervisor left.
            LogNotEnded(exception, id);
        }
    }

    // A new one: whoever records the old one sees that it is not the path's any more.
    private LiveStream GiveUp(StreamPath path, StreamElsewhere elsewhere, StreamStatus status)
    {
        var stream = supervisors.CreateStream(path);
        (stream.Elsewhere, stream.Status, stream.IsEnding) = (elsewhere, status, true);
        streams.Add(stream);
        return stream;
    }

    private void Show(LiveStream stream, StreamPath path, StreamElsewhere elsewhere, StreamStatus status)
    {
        var now = status.State == stream.Status.State && status.Reason == stream.Status.Reason ? status with { Since = stream.Status.Since } : status;
        if (stream.Elsewhere == elsewhere && stream.Status == now && stream.Path.UpdatedAt == path.UpdatedAt) return;
        (stream.Path, stream.Elsewhere, stream.Status) = (path, elsewhere, status);
        Publish(stream.Id);
    }

    // Until the next round says who takes it.
    private void Announce(StreamPath path)
    {
        var stream = supervisors.CreateStream(path);
        stream.Elsewhere = new(null, null, null);
        streams.Add(stream);
    }

    private void Publish(Guid id)
    {
        topics.Publish(LiveStreams.ListTopic);
        topics.Publish(LiveStreams.TopicOf(id));
    }
}
