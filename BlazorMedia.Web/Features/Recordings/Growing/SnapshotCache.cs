namespace BlazorMedia.Web.Features.Recordings.Growing;

/// <summary>The few snapshots that somebody reads from; the one that was not asked for longest goes first. For one caller at a time.</summary>
internal sealed class SnapshotCache
{
    private const int MaxCount = 12;

    // An hour weighs 2 MB.
    private const long MaxWeight = 128L << 20;

    private readonly LinkedList<(string Key, GrowingSnapshot Snapshot)> newestFirst = [];

    /// <param name="key">What a viewer calls it.</param>
    public GrowingSnapshot? Find(string key) => Use(e => e.Key == key);

    public GrowingSnapshot? Find(Guid recordingId, string tag) => Use(e => e.Snapshot.RecordingId == recordingId && e.Snapshot.Tag.Tag == tag);

    /// <summary>The one that was made last.</summary>
    public GrowingSnapshot? NewestOf(Guid recordingId) => newestFirst.Select(e => e.Snapshot).Where(s => s.RecordingId == recordingId).MaxBy(s => s.MadeAt);

    public void Add(string key, GrowingSnapshot snapshot)
    {
        for (var node = newestFirst.First; node is not null; node = node.Next)
        {
            if (node.Value.Key != key) continue;
            newestFirst.Remove(node);
            break;
        }
        newestFirst.AddFirst((key, snapshot));
        while (newestFirst.Count > 1 && (newestFirst.Count > MaxCount || newestFirst.Select(e => e.Snapshot).Distinct().Sum(s => s.Weight) > MaxWeight)) newestFirst.RemoveLast();
    }

    private GrowingSnapshot? Use(Func<(string Key, GrowingSnapshot Snapshot), bool> isWanted)
    {
        for (var node = newestFirst.First; node is not null; node = node.Next)
        {
            if (!isWanted(node.Value)) continue;
            newestFirst.Remove(node);
            newestFirst.AddFirst(node);
            return node.Value.Snapshot;
        }
        return null;
    }
}
