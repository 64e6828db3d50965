using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings;
using BlazorMedia.Web.Features.Recordings.Events;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Webhooks;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Recordings;

/// <summary>A real database and real folders of their own for one test of recordings, and a clock that stands still.</summary>
internal sealed class Scene : IDbContextFactory<AppDbContext>, IJobQueue, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly bool isPostgres = TestDatabase.IsPostgres;

    /// <param name="shares">True: this is one of several nodes, each with its own disk.</param>
    /// <param name="root">Folder of the recordings; null = in the data directory.</param>
    public Scene(bool shares = false, string? root = null)
    {
        using var db = CreateDbContext();
        db.Database.EnsureCreated();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("BlazorMedia:DataDirectory", folder.Path), new("Database:Provider", shares ? "postgres" : "sqlite")]).Build();
        Data = new DataDirectory(settings);
        Store = new RecordingStore(Options.Create(new RecordingsOptions { Root = root }), Data, new ThisNode(settings, Options.Create(new NodeOptions()), Data));
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Folder => folder.Path;

    public TestClock Clock { get; } = new();

    public DataDirectory Data { get; }

    public RecordingStore Store { get; }

    public LiveTopics Topics { get; } = new(NullLogger<LiveTopics>.Instance);

    public RecordingReaders Readers => field ??= new(Clock);

    public RemoveRecordings Remove => new(this, Store, Readers, Clock, NullLogger<RemoveRecordings>.Instance);

    public RecordingNews News => new(Topics, new Outbox(Clock));

    /// <summary>What was enqueued: the name of the job and its identity.</summary>
    public List<(string Job, string Identity)> Enqueued { get; } = [];

    /// <summary>What the queue says at the next time instead of taking the work.</summary>
    public Exception? QueueFailure { get; set; }

    /// <summary>Called before every save of rows.</summary>
    public Action? Saving { get; set; }

    /// <summary>Called after every save of rows.</summary>
    public Action? Saved { get; set; }

    public AppDbContext CreateDbContext()
    {
        var db = TestDatabase.CreateContext(folder.Path, isPostgres);
        db.SavingChanges += (_, _) => Saving?.Invoke();
        db.SavedChanges += (_, _) => Saved?.Invoke();
        return db;
    }

    public Task EnqueueAtAsync<TJob, TInput>(TInput input, string identity, DateTimeOffset at, CancellationToken ct)
        where TJob : class, IJob<TInput> => EnqueueAsync<TJob, TInput>(input, identity, ct);

    public Task EnqueueAsync<TJob, TInput>(TInput input, string identity, CancellationToken ct)
        where TJob : class, IJob<TInput>
    {
        lock (Enqueued)
        {
            if (QueueFailure is { } failure)
            {
                QueueFailure = null;
                return Task.FromException(failure);
            }
            Enqueued.Add((typeof(TJob).Name, identity));
        }
        return Task.CompletedTask;
    }

    /// <summary>A finished recording, with a file of a few bytes unless told otherwise.</summary>
    public Recording AddReady(string path, DateTimeOffset? startedAt = null, string stream = "door", Guid? id = null, bool withFile = true)
    {
        var at = startedAt ?? Clock.GetUtcNow();
        var recording = Recording.Begin(id ?? Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid(), stream, path, at);
        recording.Ready(path, at, new MediaFacts(60_000, 4, "h264", "aac", 640, 360));
        using var db = CreateDbContext();
        db.Add(recording);
        db.SaveChanges();
        if (!withFile) return recording;
        Directory.CreateDirectory(Path.GetDirectoryName(Store.FileOf(path))!);
        File.WriteAllText(Store.FileOf(path), "mp4.");
        return recording;
    }

    public Recording? Find(Guid id)
    {
        using var db = CreateDbContext();
        return db.Set<Recording>().AsNoTracking().Include(r => r.Pieces).SingleOrDefault(r => r.Id == id);
    }

    public IReadOnlyList<Recording> All()
    {
        using var db = CreateDbContext();
        return db.Set<Recording>().AsNoTracking().Include(r => r.Pieces).OrderBy(r => r.StartedAt).ThenBy(r => r.Id).ToList();
    }

    public RecordingTask? FindTask(Guid id)
    {
        using var db = CreateDbContext();
        return db.Set<RecordingTask>().AsNoTracking().SingleOrDefault(t => t.Id == id);
    }

    public void Dispose() => folder.Dispose();
}
