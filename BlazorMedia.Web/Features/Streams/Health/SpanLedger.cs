using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>The rows of the history. The table is asked each time, because another node may have written in between.</summary>
internal sealed class SpanLedger(IDbContextFactory<AppDbContext> databases, LiveTopics topics)
{
    public const string AppStopped = "app-stopped";

    /// <summary>Published when a path's history or its alerts got a line.</summary>
    public static string TopicOf(Guid streamId) => $"stream-health:{streamId:N}";

    /// <param name="aliveUntil">For the first change in this life of the app: when an earlier one was last alive. Null otherwise, and where other nodes might have gone on.</param>
    public async Task WriteAsync(SpanMove move, DateTimeOffset? aliveUntil, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // Deleted meanwhile, and its history with it.
        if (!await db.Set<StreamPath>().AnyAsync(p => p.Id == move.StreamId, ct)) return;
        var open = await db.Set<StreamSpan>().Where(s => s.StreamId == move.StreamId && s.EndedAt == null).OrderBy(s => s.StartedAt).ToListAsync(ct);
        if (open is [.., var last] && last.State == move.State && last.Reason == move.Reason && (aliveUntil is null || IsByWish(last.State))) return;
        if (open.Count > 0 && aliveUntil is { } alive && !IsByWish(open[^1].State)) AddGap(db, open[^1], alive, move);
        foreach (var span in open) span.End(Max(move.At, span.StartedAt));
        db.Add(StreamSpan.Begin(move.StreamId, move.State, move.Reason, move.At));
        await db.SaveChangesAsync(ct);
        topics.Publish(TopicOf(move.StreamId));
    }

    private static void AddGap(AppDbContext db, StreamSpan span, DateTimeOffset aliveUntil, SpanMove move)
    {
        var stopped = Max(aliveUntil, span.StartedAt);
        if (move.At - stopped < SpanRules.Least) return;
        span.End(stopped);
        var gap = StreamSpan.Begin(move.StreamId, StreamState.Offline, AppStopped, stopped);
        gap.End(move.At);
        db.Add(gap);
    }

    // Switched off is switched off, whether the app runs or not.
    private static bool IsByWish(StreamState state) => state is StreamState.Disabled or StreamState.Asleep;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
