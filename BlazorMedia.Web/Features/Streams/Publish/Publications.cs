using System.Collections.Concurrent;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Publish;

/// <summary>Who sends what now, one publisher per path.</summary>
/// <remarks>
/// A second publisher is refused while the first one sends. It takes over at once when it has the same key and comes from the same address (an encoder
/// that reconnects before we know that it was gone), and from anywhere when the first one has been silent for as long as makes a stream stalled.
/// </remarks>
internal sealed class Publications(LiveStreams streams, LiveTopics topics, IOptionsMonitor<StreamsOptions> options)
{
    public const string Waiting = "waiting-for-publisher";

    private readonly ConcurrentDictionary<Guid, Publication> current = new();
    private readonly Lock gate = new();

    public Publication? Of(Guid streamId) => current.GetValueOrDefault(streamId);

    /// <returns>False: another one sends this path its stream.</returns>
    public bool TryEnter(Publication newcomer)
    {
        lock (gate)
        {
            var before = Of(newcomer.StreamId);
            if (before is null && streams.Find(newcomer.StreamId) is { Status.State: StreamState.Live, Input.Address.IsListener: true }) return false;
            if (before is not null && !MayTakeOver(before, newcomer)) return false;
            current[newcomer.StreamId] = newcomer;
            before?.End();
        }
        Tell(newcomer.StreamId);
        return true;
    }

    public void Leave(Publication publication)
    {
        publication.End();
        if (current.TryRemove(KeyValuePair.Create(publication.StreamId, publication))) Tell(publication.StreamId);
    }

    /// <summary>A revoked key counts at once, also for who is inside already.</summary>
    public void EndOf(Guid keyId)
    {
        foreach (var publication in current.Values.Where(p => p.KeyId == keyId)) publication.End();
    }

    /// <summary>False when its path was deleted, switched off, given another source or moved to another node.</summary>
    public bool IsWelcome(Publication publication) =>
        streams.Find(publication.StreamId) is { Elsewhere: null, Path: { Enabled: true, IsPublished: true } } && Of(publication.StreamId) == publication;

    /// <summary>What a path's supervisor does now.</summary>
    public IngestInput InputOf(LiveStream stream, SourceAddress source)
    {
        if (source.Kind != SourceKind.Publish) return new(source);
        if (Of(stream.Id) is not { } publication) return SrtDoor.Of(source) is { } door ? new(door.Listener) : new(source) { Rest = (StreamState.Offline, Waiting) };
        if (publication.Feed.IsReady) return new(source) { Publication = publication };
        return new(source) { Rest = stream.Status.State == StreamState.Stalled ? (StreamState.Stalled, "stalled") : (StreamState.Connecting, "starting") };
    }

    private bool MayTakeOver(Publication before, Publication newcomer) =>
        (before.KeyId == newcomer.KeyId && before.Address == newcomer.Address) || before.Silence >= TimeSpan.FromSeconds(options.CurrentValue.StallSeconds);

    private void Tell(Guid streamId)
    {
        streams.Find(streamId)?.Wake();
        topics.Publish(LiveStreams.TopicOf(streamId));
    }
}
