using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Doors;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Publish;

/// <summary>Somebody wants to publish.</summary>
/// <param name="Peer">Its address.</param>
/// <param name="Client">What it calls itself.</param>
internal sealed record PublishCall(PublishAddress Address, string Peer, string? Client);

/// <summary>What a publisher is told when it may not; the words are RTMP's.</summary>
internal sealed record PublishDenial(string Code, string Description)
{
    public static readonly PublishDenial WrongKey = new("NetStream.Publish.Denied", "No such stream, or a wrong key.");
    public static readonly PublishDenial TooMany = new("NetStream.Publish.Denied", "Too many wrong keys; wait a minute.");
    public static readonly PublishDenial Disabled = new("NetStream.Publish.Denied", "The stream is switched off.");
    public static readonly PublishDenial Elsewhere = new("NetStream.Publish.Denied", "Another node has this stream; send it there.");
    public static readonly PublishDenial Taken = new("NetStream.Publish.BadName", "Another publisher sends this stream.");
}

/// <summary>Decides who may publish: the right key for a stream that waits for one, on the node that owns it, and one at a time.</summary>
internal sealed partial class PublishGate(IDbContextFactory<AppDbContext> databases, LiveStreams streams, Publications publications, TimeProvider time, ILogger<PublishGate> logger)
{
    private readonly WrongTries wrong = new(time);

    /// <returns>The publication, which the caller must end; or why there is none.</returns>
    public async Task<(Publication? Publication, PublishDenial? Denial)> AdmitAsync(PublishCall call, CancellationToken ct)
    {
        if (wrong.AreTooMany(call.Peer)) return (null, PublishDenial.TooMany);
        var stream = call.Address.Names.Select(streams.Find).FirstOrDefault(s => s is { Path.IsPublished: true });
        var key = stream is null ? null : await FindKeyAsync(stream.Id, call.Address.Key ?? "", ct);
        if (key is null) wrong.Add(call.Peer);
        var denial = key is null ? PublishDenial.WrongKey
            : !stream!.Path.Enabled ? PublishDenial.Disabled
            : stream.Elsewhere is not null ? PublishDenial.Elsewhere
            : null;
        var publication = denial is null ? Enter(stream!, key!, call) : null;
        if (publication is null) LogRefused(call.Peer, stream?.Name ?? "?", (denial ??= PublishDenial.Taken).Description);
        else _ = NoteUseAsync(key!, publication.Address);
        return (publication, publication is null ? denial : null);
    }

    private Publication? Enter(LiveStream stream, PublishKey key, PublishCall call)
    {
        var publication = new Publication(stream.Id, key.Id, key.Name, call.Peer, call.Client, time, stream.Wake);
        if (publications.TryEnter(publication))
        {
            LogEntered(stream.Name, call.Peer, key.Name);
            return publication;
        }
        publication.Dispose();
        return null;
    }

    // All keys are compared, so that the time tells nothing of how many are right so far.
    private async Task<PublishKey?> FindKeyAsync(Guid streamId, string secret, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var keys = await db.Set<PublishKey>().AsNoTracking().Where(k => k.StreamId == streamId).ToListAsync(ct);
        return keys.Where(k => k.Is(secret)).ToList() is [var key] ? key : null;
    }

    // Beside the connection: a database that is busy for a while must not keep the publisher waiting until the patience with its greeting is over.
    private async Task NoteUseAsync(PublishKey key, string address)
    {
        try
        {
            await RecordUseAsync(key.Id, address, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Only a note: the key was right.
            LogNotNoted(exception, key.Name);
        }
    }

    private async Task RecordUseAsync(Guid keyId, string address, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        await db.Set<PublishKey>().Where(k => k.Id == keyId).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now).SetProperty(x => x.LastAddress, address), ct);
    }

    [LoggerMessage(LogLevel.Information, "Stream {Stream} is sent from {Address} with the key {Key}")]
    private partial void LogEntered(string stream, string address, string key);

    [LoggerMessage(LogLevel.Warning, "A publisher from {Address} was refused at stream {Stream}: {Reason}")]
    private partial void LogRefused(string address, string stream, string reason);

    [LoggerMessage(LogLevel.Warning, "When the key {Key} was last used could not be written down")]
    private partial void LogNotNoted(Exception exception, string key);
}
