using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Streams;
using BlazorMedia.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings;

/// <summary>Pages over the real application's recordings; each test begins without any.</summary>
public abstract class RecordingPagesContext : StreamPagesContext
{
    private readonly AppFixture app;

    protected RecordingPagesContext(AppFixture app)
        : base(app)
    {
        this.app = app;
        UseOwnStreams();
        using var db = app.CreateDb();
        db.Set<Recording>().ExecuteDelete();
    }

    /// <summary>A row without a file.</summary>
    protected Recording AddRecording(string name, int minutesAgo = 0, string stream = "door", string? failure = null, params RecordingPiece[] pieces)
    {
        var startedAt = Clock.GetUtcNow().AddMinutes(-minutesAgo);
        var recording = Recording.Begin(Guid.CreateVersion7(startedAt), Guid.NewGuid(), Guid.NewGuid(), stream, $"20261120/{name}", startedAt);
        if (failure is null) recording.Ready($"20261120/{name}", startedAt, new MediaFacts(72_000, 9_017_753, "h264", "aac", 1280, 720));
        else recording.Fail(RecordingFailure.Parse(failure));
        recording.Pieces.AddRange(pieces);
        using var db = app.CreateDb();
        db.Add(recording);
        db.SaveChanges();
        return recording;
    }

    /// <summary>A recording that goes on and has no media yet.</summary>
    protected Recording AddRunning(string name)
    {
        var recording = Recording.Begin(Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid(), "door", $"20261120/{name}", Clock.GetUtcNow());
        using var db = app.CreateDb();
        db.Add(recording);
        db.SaveChanges();
        return recording;
    }

    internal Recording? Reload(Guid id)
    {
        using var db = app.CreateDb();
        return db.Set<Recording>().AsNoTracking().SingleOrDefault(r => r.Id == id);
    }
}
