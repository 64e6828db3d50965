using System.Collections.Concurrent;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>All running paths, by id and by name. Topics: <see cref="ListTopic"/> and <see cref="TopicOf"/>.</summary>
internal sealed class LiveStreams
{
    /// <summary>Published when a path is added, removed, renamed or changes its state.</summary>
    public const string ListTopic = "streams";

    private readonly ConcurrentDictionary<Guid, LiveStream> streams = new();

    /// <summary>In the operator's order, then by name.</summary>
    public IReadOnlyList<LiveStream> All => [.. streams.Values.OrderBy(s => s.Path.Order).ThenBy(s => s.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Published about once a second while a path is live, and at every change of its state.</summary>
    public static string TopicOf(Guid id) => $"stream:{id:N}";

    public LiveStream? Find(Guid id) => streams.GetValueOrDefault(id);

    public LiveStream? Find(string name) => streams.Values.FirstOrDefault(s => s.Name == name);

    internal void Add(LiveStream stream) => streams[stream.Id] = stream;

    internal void Remove(Guid id) => streams.TryRemove(id, out _);
}
