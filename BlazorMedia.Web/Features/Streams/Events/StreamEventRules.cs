namespace BlazorMedia.Web.Features.Streams.Events;

/// <summary>
/// Which changes are news. A stream is told ready once and then no longer ready once, whatever it does in between; when it is back within
/// <see cref="Settle"/> nothing was worth telling. A stall has had its own seconds of patience and is told at once.
/// </summary>
internal sealed class StreamEventRules
{
    /// <summary>A camera that sends new parameters, or whose connection breaks and comes back, is away for about a second.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    private readonly HashSet<Guid> ready = [];
    private readonly Dictionary<Guid, StreamChange> leaving = [];

    /// <summary>When <see cref="TakeDue"/> has something to say; null when nothing settles.</summary>
    public DateTimeOffset? NextDue => leaving.Count == 0 ? null : leaving.Values.Min(c => c.At) + Settle;

    /// <returns>What is to be told now; null when it is no news, or not yet.</returns>
    public StreamChange? Take(StreamChange change)
    {
        if (change.Move == StreamMove.Down) return Leave(change);
        leaving.Remove(change.StreamId);
        var isNews = change.Move is StreamMove.Live or StreamMove.Adopted ? ready.Add(change.StreamId) : ready.Remove(change.StreamId);
        return isNews && change.Move != StreamMove.Adopted ? change : null;
    }

    /// <summary>Streams that stayed away.</summary>
    public IReadOnlyList<StreamChange> TakeDue(DateTimeOffset now)
    {
        List<StreamChange> due = [.. leaving.Values.Where(c => c.At + Settle <= now).OrderBy(c => c.At)];
        foreach (var change in due)
        {
            leaving.Remove(change.StreamId);
            ready.Remove(change.StreamId);
        }
        return due;
    }

    private StreamChange? Leave(StreamChange change)
    {
        if (!ready.Contains(change.StreamId)) return null;
        // The moment that counts is the first; a reconnect by our own wish has no reason, and then a later one says more.
        if (!leaving.TryGetValue(change.StreamId, out var first)) leaving[change.StreamId] = change;
        else if (first.Status.Reason is null) leaving[change.StreamId] = change with { At = first.At };
        return null;
    }
}
