using BlazorMedia.Web.Features.Streams.Publish.Feed;

namespace BlazorMedia.Web.Features.Streams.Publish;

/// <summary>Somebody who sends a path its stream now.</summary>
/// <param name="address">Where from.</param>
/// <param name="client">What it calls itself; null when it does not say.</param>
internal sealed class Publication(Guid streamId, Guid keyId, string keyName, string address, string? client, TimeProvider time, Action changed) : IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private long lastMedia = time.GetTimestamp();

    public Guid StreamId => streamId;

    public Guid KeyId => keyId;

    public string KeyName => keyName;

    public string Address => address;

    public string? Client => client;

    public DateTimeOffset Since { get; } = time.GetUtcNow();

    public PublishFeed Feed { get; } = new(changed);

    /// <summary>Cancelled when it must go: its key was revoked, its path changed, or another publisher took over.</summary>
    public CancellationToken Ended => ended.Token;

    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref lastMedia));

    public Task TakeAsync(FlvPacket packet)
    {
        Volatile.Write(ref lastMedia, time.GetTimestamp());
        return Feed.TakeAsync(packet);
    }

    public void End()
    {
        Feed.End();
        ended.Cancel();
    }

    public void Dispose() => ended.Dispose();
}
