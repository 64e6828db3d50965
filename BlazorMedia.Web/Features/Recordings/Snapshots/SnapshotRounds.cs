using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>Takes the pictures of all plans, one round for all paths. What is asleep is not woken; a path that cannot be pictured harms no other.</summary>
internal sealed partial class SnapshotRounds(
    LiveStreams streams, StillCache stills, SnapshotShelf shelf, SpaceGate gate, IDbContextFactory<AppDbContext> databases, TimeProvider time, ILogger<SnapshotRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Reread = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, DateTimeOffset> takenAt = [];
    private IReadOnlyList<SnapshotPlan> plans = [];
    private DateTimeOffset readAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(exception);
            }
        }
    }

    /// <summary>One round.</summary>
    internal async Task RunAsync(CancellationToken ct)
    {
        if (time.GetUtcNow() - readAt >= Reread) await ReadAsync(ct);
        foreach (var plan in plans)
            if (streams.Find(plan.StreamId) is { Elsewhere: null, Status.State: StreamState.Live } stream && IsDue(plan) && gate.Check(stream.Id) is null) await TryTakeAsync(stream, plan, ct);
    }

    private bool IsDue(SnapshotPlan plan) => !takenAt.TryGetValue(plan.StreamId, out var last) || time.GetUtcNow() - last >= TimeSpan.FromSeconds(plan.IntervalSeconds);

    private async Task ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        plans = await db.Set<SnapshotPlan>().AsNoTracking().Where(p => p.Enabled).ToListAsync(ct);
        readAt = time.GetUtcNow();
        foreach (var plan in plans.Where(p => !takenAt.ContainsKey(p.StreamId)))
        {
            // A restart does not begin the interval anew.
            var last = await db.Set<Snapshot>().Where(s => s.StreamId == plan.StreamId && s.IsPeriodic).OrderByDescending(s => s.Id).Select(s => (DateTimeOffset?)s.TakenAt).FirstOrDefaultAsync(ct);
            if (last is { } at) takenAt[plan.StreamId] = at;
        }
        foreach (var gone in takenAt.Keys.Except(plans.Select(p => p.StreamId)).ToList()) takenAt.Remove(gone);
    }

    private async Task TryTakeAsync(LiveStream stream, SnapshotPlan plan, CancellationToken ct)
    {
        takenAt[plan.StreamId] = time.GetUtcNow();
        try
        {
            var look = plan.Look() is { IsSuccess: true } good ? good.Value : StillLook.Plain;
            if (await stills.NewestAsync(stream, look, TimeSpan.Zero, ct) is { } still) await shelf.KeepAsync(stream, still, isPeriodic: true, plan.ThumbnailWidth, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(exception, stream.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "The plans of snapshots could not be read")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The periodic snapshot of stream {Stream} failed; the next one is tried in its time")]
    private partial void LogFailed(Exception exception, string stream);
}
