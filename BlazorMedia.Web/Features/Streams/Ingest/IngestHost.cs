using System.Collections.Concurrent;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ownership;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Features.Streams.Publish;
using BlazorMedia.Web.Platform.Live;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>
/// Runs one supervisor per path: from start to stop of the app, and as paths come, change and go. Where nodes share a database it runs those
/// that it is told to keep.
/// </summary>
internal sealed partial class IngestHost(
    OwnerLedger owners, LiveStreams streams, RingStore store, SupervisorFactory supervisors, LiveTopics topics, ILogger<IngestHost> logger) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Guid, (Task Task, CancellationTokenSource Stop)> running = new();
    private readonly CancellationTokenSource stopping = new();
    private bool isDisposed;
    private volatile bool isStarted;

    /// <summary>Every path is looked after: from the end of the start until the stop.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>The ring is complete and living FFmpegs are adopted when this returns, so that recordings can go on from it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var paths = await owners.PathsAsync(cancellationToken);
        await store.RemoveStrangersAsync(paths.Select(p => p.Id).ToHashSet(), cancellationToken);
        isStarted = true;
        // Shared ones are begun by the rounds that share them out.
        foreach (var path in owners.IsShared ? [] : paths) await BeginAsync(path, cancellationToken);
        IsStarted = true;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsStarted = false;
        // A test host may be disposed before it is stopped, or stopped twice.
        if (!isDisposed) await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(r => r.Task)).WaitAsync(cancellationToken);
    }

    /// <summary>A path was added or changed. A command that saves one pulls nothing: the next start of the app does.</summary>
    public async Task ApplyAsync(StreamPath path, CancellationToken ct)
    {
        if (!isStarted) return;
        if (streams.Find(path.Id) is not { } stream)
        {
            if (owners.IsShared) Announce(path);
            else await BeginAsync(path, ct);
        }
        else
        {
            stream.Path = path;
            stream.Wake();
        }
        Publish(path.Id);
    }

    /// <summary>A path was deleted: its FFmpeg is ended and its ring removed.</summary>
    public async Task RemoveAsync(Guid id, CancellationToken ct)
    {
        var stream = streams.Find(id);
        streams.Remove(id);
        await EndAsync(id, ct);
        if (stream is not null) supervisors.Forget(stream);
        await store.RemoveAsync(store.FolderOf(id), ct);
        Publish(id);
    }

    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        stopping.Cancel();
        stopping.Dispose();
        turn.Dispose();
    }

    private async Task EndAsync(Guid id, CancellationToken ct)
    {
        if (!running.TryRemove(id, out var supervisor)) return;
        await supervisor.Stop.CancelAsync();
        await supervisor.Task.WaitAsync(ct);
        supervisor.Stop.Dispose();
    }

    private async Task BeginAsync(StreamPath path, CancellationToken ct)
    {
        var stream = supervisors.CreateStream(path);
        streams.Add(stream);
        var adopted = await RestoreAsync(stream, ct);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        running[path.Id] = (Task.Run(() => supervisors.Create(stream).RunAsync(adopted, stop.Token), CancellationToken.None), stop);
    }

    private async Task<IngestRun?> RestoreAsync(LiveStream stream, CancellationToken ct)
    {
        try
        {
            var adopted = await store.RestoreAsync(stream, stream.Path.Enabled ? supervisors.SourceOf(stream.Path) : null, ct);
            if (adopted is not null) LogAdopted(stream.Name, adopted.Process.Pid);
            return adopted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // One unreadable folder must not keep the app and every other path from starting.
            LogNotRestored(exception, stream.Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The ring of stream {Stream} could not be read; it begins anew")]
    private partial void LogNotRestored(Exception exception, string stream);

    [LoggerMessage(LogLevel.Error, "The supervisor of stream {StreamId} ended with an error")]
    private partial void LogNotEnded(Exception exception, Guid streamId);

    [LoggerMessage(LogLevel.Information, "Stream {Stream} goes on with the FFmpeg process {Pid} of an earlier life of this app")]
    private partial void LogAdopted(string stream, int pid);
}

/// <summary>Makes what a path needs to run.</summary>
internal sealed class SupervisorFactory(RingStore store, SourceVault vault, Publications publications, StatusBoard board, IOptionsMonitor<StreamsOptions> options, TimeProvider time, ILogger<StreamSupervisor> logger)
{
    public LiveStream CreateStream(StreamPath path)
    {
        var stream = new LiveStream(path.Id, time) { Path = path };
        // What is switched off is not about to connect, also before its owner has looked at it.
        if (!path.Enabled) stream.Status = new(StreamState.Disabled, "disabled", time.GetUtcNow());
        return stream;
    }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What a run of an earlier life must read to be gone on with. Nobody feeds one that read from a publisher any more.</summary>
    public SourceAddress? SourceOf(StreamPath path) => vault.Open(path) is { } source && SrtDoor.Of(source) is { } door ? door.Listener : vault.Open(path);

    /// <summary>Its path was deleted.</summary>
    public void Forget(LiveStream stream) => board.Deleted(stream);

    public StreamSupervisor Create(LiveStream stream) => new(stream, store, vault, publications, board, options, time, logger);
}
