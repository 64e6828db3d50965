namespace BlazorMedia.Domain.Streams;

/// <summary>A path's state became another one.</summary>
/// <param name="Reason">Code, as in its status; null when live.</param>
public sealed record SpanMove(Guid StreamId, StreamState State, string? Reason, DateTimeOffset At);

/// <summary>
/// Which changes are worth a line in a path's history: none of less than a second, and no try to connect while the path is down anyway,
/// or a camera without power would fill the history with thousands of them a day.
/// </summary>
public sealed class SpanRules
{
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, SpanMove> current = [];
    private readonly Dictionary<Guid, SpanMove> pending = [];

    /// <summary>When <see cref="TakeDue"/> has something; null when nothing waits.</summary>
    public DateTimeOffset? NextDue => pending.Count == 0 ? null : pending.Values.Min(p => p.At) + Least;

    /// <returns>The change before this one, where it lasted long enough; else null.</returns>
    public SpanMove? Take(SpanMove move)
    {
        SpanMove? written = null;
        if (pending.Remove(move.StreamId, out var before))
        {
            if (move.At - before.At >= Least) current[move.StreamId] = written = before;
            else move = move with { At = before.At };
        }
        if (!Continues(move)) pending[move.StreamId] = move;
        return written;
    }

    public IReadOnlyList<SpanMove> TakeDue(DateTimeOffset now)
    {
        List<SpanMove> due = [.. pending.Values.Where(p => p.At + Least <= now).OrderBy(p => p.At)];
        foreach (var move in due)
        {
            pending.Remove(move.StreamId);
            current[move.StreamId] = move;
        }
        return due;
    }

    private bool Continues(SpanMove move)
    {
        if (!current.TryGetValue(move.StreamId, out var now)) return false;
        if (move.State == StreamState.Connecting) return now.State is StreamState.Connecting or StreamState.Stalled or StreamState.Offline or StreamState.Unauthorised;
        return now.State == move.State && now.Reason == move.Reason;
    }
}
