using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Features.Recordings.Tasks;
using BlazorMedia.Web.Features.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Recordings.Retention;

/// <summary>Retention over a real database and real folders.</summary>
internal sealed class RetentionScene
{
    private readonly Scene scene;
    private readonly LiveStreams streams;

    public RetentionScene(Scene scene, RetentionOptions? options = null, StreamScene? recorder = null)
    {
        this.scene = scene;
        (streams, Active, Gate) = (recorder?.Streams ?? new(), recorder?.Active ?? new(), recorder?.Gate ?? new(scene.Store));
        Stock = new(scene, scene.Store, new Always<RetentionOptions>(options ?? new() { MinFreeBytes = 0 }));
        Disk = new(scene.Store, new RingStore(new Always<StreamsOptions>(new()), scene.Data, scene.Clock), streams, Active, new Always<RetentionOptions>(options ?? new() { MinFreeBytes = 0 }));
        Tools = new(scene.Store, scene.Remove, scene.Readers, scene.Topics, scene, scene.Clock);
        Stops = new(streams, Active, Stock, Gate, new SpaceNews(scene, new Outbox(scene.Clock), scene.Topics, NullLogger<SpaceNews>.Instance));
        if (recorder is not null) Guard = new(Emergency, Gate, recorder.Starter(), scene.Clock, NullLogger<SpaceGuard>.Instance);
    }

    public ActiveRecordings Active { get; }

    public SpaceGate Gate { get; }

    public RetentionStock Stock { get; }

    public RecordingsDisk Disk { get; }

    public RetentionTools Tools { get; }

    public SpaceStops Stops { get; }

    public SpaceGuard? Guard { get; }

    public RetentionPlanner Planner => new(Stock, Disk, scene.Store, scene.Readers, scene.Clock);

    public RetentionSweepJob Sweep => new(Planner, Tools, scene.Clock, NullLogger<RetentionSweepJob>.Instance);

    public DiskEmergency Emergency => new(Planner, Disk, Tools, Stops, NullLogger<DiskEmergency>.Instance);

    public RetentionOverview Overview => new(Stock, Disk, streams, Tools, new SpaceState(Gate, scene.Clock));

    public ListRemovals Removals => new(scene, Planner);

    public IReadOnlyList<RemovalNote> Notes()
    {
        using var db = scene.CreateDbContext();
        return [.. db.Set<RemovalNote>().OrderBy(n => n.RemovedAt).ThenBy(n => n.StartedAt)];
    }
}

/// <summary>Settings that nobody changes.</summary>
internal sealed class Always<T>(T options) : IOptionsMonitor<T>
{
    public T CurrentValue => options;

    public T Get(string? name) => options;

    public IDisposable? OnChange(Action<T, string?> listener) => null;
}
