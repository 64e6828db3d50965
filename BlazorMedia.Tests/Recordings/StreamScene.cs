using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Features.Recordings.Tasks;
using BlazorMedia.Web.Features.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;
using BlazorMedia.Web.Features.Streams.Smart;
using BlazorMedia.Web.Platform.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Recordings;

/// <summary>A live stream whose ring the test fills file by file, and the recorder that follows it. The clock is the media's.</summary>
internal sealed class StreamScene(Scene scene, string ringFolder) : IAsyncDisposable
{
    private readonly LiveStreams streams = new();
    private RingTailer? tailer;
    private IReadOnlyList<string> files = [];
    private int arrived;

    public LiveStream Stream { get; private set; } = null!;

    public LiveStreams Streams => streams;

    public SpaceGate Gate { get; } = new(scene.Store);

    public ActiveRecordings Active { get; } = new();

    public TriggerBoard Triggers { get; private set; } = new(new LiveTopics(NullLogger<LiveTopics>.Instance), scene.Clock);

    public string RunId => tailer!.Run.Id;

    public static StreamScene Create(Scene scene, string? ringFolder = null, int preRoll = 0, bool record = false)
    {
        var made = new StreamScene(scene, ringFolder ?? Path.Combine(scene.Folder, "ring"));
        var path = StreamPath.Create(new StreamSettings("door", null, null, 0, true, false, record, preRoll, null), scene.Clock.GetUtcNow());
        made.Open(path);
        return made;
    }

    /// <summary>Another stream, of which nothing is known but that it is there.</summary>
    public static LiveStream AddStreamTo(LiveStreams streams, TimeProvider time, string name)
    {
        var path = StreamPath.Create(new StreamSettings(name, null, null, 0, true, false, false, 0, null), time.GetUtcNow());
        var stream = new LiveStream(path.Id, time) { Path = path };
        streams.Add(stream);
        return stream;
    }

    /// <summary>The app as after a restart: nothing known but the files and the rows.</summary>
    /// <param name="read">What else it reads before recordings are resumed.</param>
    public async Task RestartAsync(Action? read = null)
    {
        foreach (var worker in Active.Workers) await Crash(worker);
        Triggers = new(new LiveTopics(NullLogger<LiveTopics>.Instance), scene.Clock);
        var (run, known) = (tailer!.Run, arrived);
        tailer.Dispose();
        Open(Stream.Path);
        Begin(run.Id, run.StartedAt);
        arrived = known;
        tailer!.Poll(scene.Clock.GetUtcNow(), isArriving: false);
        read?.Invoke();
        await Host().StartAsync(Scene.Ct);

        // A killed process disposes nothing; here its loop must still end.
        async Task Crash(RecordingWorker worker)
        {
            await worker.DisposeAsync();
            Active.Remove(worker);
        }
    }

    /// <summary>A new run whose segments wait to arrive.</summary>
    public async Task BeginRunAsync(Clip clip, string id)
    {
        files = await RunFiles.WriteAsync(clip, Path.Combine(scene.Folder, "clips", id));
        arrived = 0;
        Begin(id, scene.Clock.GetUtcNow());
        Stream.Status = new StreamStatus(StreamState.Live, null, scene.Clock.GetUtcNow());
    }

    /// <summary>The next segments are written whole; the clock moves by the two seconds of each.</summary>
    public void Arrive(int segments = 1)
    {
        for (var i = 0; i < segments; i++, arrived++)
        {
            scene.Clock.Advance(TimeSpan.FromSeconds(2));
            File.Copy(files[arrived], Path.Combine(tailer!.Run.Folder, RingSegment.FileNameOf(arrived)));
            tailer.Poll(scene.Clock.GetUtcNow(), isArriving: false);
        }
    }

    public void EndRun(string reason)
    {
        tailer!.End(scene.Clock.GetUtcNow(), reason, isArriving: false);
        Stream.Status = new StreamStatus(StreamState.Stalled, reason, scene.Clock.GetUtcNow());
    }

    public Task<Domain.Common.Result<StartedRecording>> StartAsync(string? name = null, double? minutes = null, RecordingTrigger trigger = RecordingTrigger.Manual) =>
        Starter().HandleAsync(new StartRecordingRequest("door", name, minutes), trigger, "tests", Scene.Ct);

    public Task<Domain.Common.Result<RecordingTaskDto>> StopAsync(Guid taskId) => new StopRecording(Ledger(), Active, Auto(), streams, Gate, NullLogger<StopRecording>.Instance).HandleAsync(taskId, Scene.Ct);

    public AutoRecorder Auto() => new(streams, Active, Starter(), Triggers, NullLogger<AutoRecorder>.Instance);

    /// <summary>All pieces that the finaliser will see of a task.</summary>
    public IReadOnlyList<Piece> PiecesOf(Guid taskId)
    {
        var folder = new ClaimFolder(scene.Store.TaskFolder(taskId));
        return PieceReader.Read(folder.Read()!, folder);
    }

    public int PicturesOf(Guid taskId) => PiecesOf(taskId).Sum(p => p.SamplesOf(p.Init.Video!));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in Active.Workers) await worker.DisposeAsync();
        tailer?.Dispose();
        if (Directory.Exists(ringFolder)) Directory.Delete(ringFolder, recursive: true);
    }

    private void Open(StreamPath path)
    {
        Stream = new LiveStream(path.Id, scene.Clock) { Path = path, Status = new StreamStatus(StreamState.Live, null, scene.Clock.GetUtcNow()) };
        streams.Add(Stream);
    }

    private void Begin(string id, DateTimeOffset startedAt)
    {
        var run = new RingRun(id, Directory.CreateDirectory(Path.Combine(ringFolder, id)).FullName, startedAt, 0);
        Stream.Ring.Change(runs => runs.Add(run));
        var clock = new RunClock();
        clock.Resume(startedAt);
        tailer = new RingTailer(Stream.Ring, run, clock);
    }

    private RecordingLedger Ledger() => new(scene, new FinaliseQueue(scene, NullLogger<FinaliseQueue>.Instance), scene.News, scene.Store, scene.Clock);

    private RecordingWorkerTools Tools() => new(Ledger(), Active, scene.Store, new RecordingWishes(Triggers, scene.Clock), NullLogger<RecordingWorker>.Instance);

    public StartRecording Starter() => new(streams, Tools(), Gate, NullLogger<StartRecording>.Instance);

    private RecordingHost Host() => new(streams, Tools(), Auto(), Handover(), NullLogger<RecordingHost>.Instance);

    public RecordingHandover Handover() => new(
        streams, Tools(), Starter(), new RingStore(new Fixed(new() { RingDirectory = ringFolder }), scene.Data, scene.Clock), NullLogger<RecordingHandover>.Instance);

    /// <summary>Settings that nobody changes.</summary>
    private sealed class Fixed(StreamsOptions options) : IOptionsMonitor<StreamsOptions>
    {
        public StreamsOptions CurrentValue => options;

        public StreamsOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<StreamsOptions, string?> listener) => null;
    }
}
