using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Recordings.Mp4;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Growing;

/// <summary>
/// Lets recordings be read before their file is written: what their claimed segments hold at a moment, as one ordinary file. Whoever reads
/// it in ranges gets them all of the same moment.
/// </summary>
internal sealed class GrowingRecordings(IDbContextFactory<AppDbContext> databases, RecordingStore store, TimeProvider time) : IDisposable
{
    // A burst of requests is answered from one look at the files.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    // The longer it is, the longer the look takes, and the less a few seconds more are of it.
    private const int FreshPart = 500;

    private readonly SnapshotCache cache = new();
    private readonly Lock cacheGate = new();

    // One recording is laid out once at a time, and does not keep those of others waiting, but for the few that share a gate with it.
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <param name="view">Names what a viewer looks at: the same name gets the same bytes, as long as it is asked for now and then. Empty: what is there now.</param>
    /// <param name="tag">The snapshot that a client has a part of already; null: none.</param>
    /// <param name="continues">Not asked for from its beginning: the client has the rest already, so it gets what was sent last.</param>
    /// <returns>Null when there is nothing to show yet, or it cannot be shown before it is finished.</returns>
    public async Task<GrowingSnapshot?> FindAsync(Guid recordingId, string view, string? tag, bool continues, CancellationToken ct)
    {
        var key = $"{recordingId:N} {view}";
        var keepsView = view.Length > 0 || continues;
        if (Find(recordingId, key, tag, keepsView) is { } ready) return ready;
        var gate = gates[(uint)recordingId.GetHashCode() % gates.Length];
        await gate.WaitAsync(ct);
        try
        {
            if (Find(recordingId, key, tag, keepsView) is { } found) return found;
            if (await MakeAsync(recordingId, ct) is not { } made) return null;
            lock (cacheGate) cache.Add(key, made);
            return made;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var gate in gates) gate.Dispose();
    }

    private GrowingSnapshot? Find(Guid recordingId, string key, string? tag, bool keepsView)
    {
        lock (cacheGate)
        {
            if (tag is not null && cache.Find(recordingId, tag) is { } tagged) return tagged;
            if (keepsView && cache.Find(key) is { } known) return known;
            if (cache.NewestOf(recordingId) is not { } newest || time.GetElapsedTime(newest.MadeAt) > FreshFor(newest)) return null;
            cache.Add(key, newest);
            return newest;
        }
    }

    private static TimeSpan FreshFor(GrowingSnapshot snapshot)
    {
        var part = TimeSpan.FromSeconds((double)snapshot.Layout.Seconds / FreshPart);
        return part > Fresh ? part : Fresh;
    }

    private async Task<GrowingSnapshot?> MakeAsync(Guid recordingId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Set<Recording>().AsNoTracking().Where(r => r.Id == recordingId && (r.State == RecordingState.Recording || r.State == RecordingState.Finalising))
            .Select(r => new { r.TaskId, Before = db.Set<Recording>().Count(o => o.TaskId == r.TaskId && o.StartedAt < r.StartedAt) }).SingleOrDefaultAsync(ct);
        if (row is null) return null;
        var layout = await Task.Run(() => LayOut(new ClaimFolder(store.TaskFolder(row.TaskId)), row.Before), ct);
        return layout is null ? null : new GrowingSnapshot(recordingId, layout, time.GetTimestamp());
    }

    private static Mp4Layout? LayOut(ClaimFolder folder, int index)
    {
        try
        {
            if (folder.Read() is not { } claim) return null;
            var plans = OutputPlan.For(PieceReader.Read(claim, folder));
            return index < plans.Count && plans[index].Duration <= PlanLayout.MaxSeconds ? PlanLayout.Of(plans[index]) : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Its files are being put away, or only FFmpeg can write it: it is there when it is finished.
            return null;
        }
    }
}
