using System.Threading.Channels;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Events;

/// <summary>
/// From the processes that watch streams to the one that writes events. It never waits: a database that hangs must not hold up a camera,
/// so what does not fit is dropped and said in the log.
/// </summary>
internal sealed partial class StreamChangeQueue(TimeProvider time, ILogger<StreamChangeQueue> logger)
{
    // Changes of state, not pictures: a thousand cameras that go and come back at once.
    private const int Capacity = 2000;

    private readonly Channel<StreamChange> channel = Channel.CreateBounded<StreamChange>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public ChannelReader<StreamChange> Reader => channel.Reader;

    /// <summary>The stream's status has just become another one.</summary>
    public void Changed(LiveStream stream) => Add(stream, stream.Status.State switch
    {
        StreamState.Live => StreamMove.Live,
        StreamState.Stalled => StreamMove.Stalled,
        StreamState.Disabled or StreamState.Asleep or StreamState.Connecting or StreamState.Offline or StreamState.Unauthorised => StreamMove.Down,
    });

    public void Adopted(LiveStream stream) => Add(stream, StreamMove.Adopted);

    public void Deleted(LiveStream stream) => Add(stream, StreamMove.Deleted);

    private void Add(LiveStream stream, StreamMove move)
    {
        if (!channel.Writer.TryWrite(new StreamChange(move, stream.Id, stream.Name, stream.Status, time.GetUtcNow()))) LogDropped(stream.Name, move);
    }

    [LoggerMessage(LogLevel.Error, "Other systems are not told that stream {Stream} changed to {Move}: too many changes wait for the database")]
    private partial void LogDropped(string stream, StreamMove move);
}
