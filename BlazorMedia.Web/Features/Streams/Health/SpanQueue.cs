using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>
/// From the processes that watch streams to the one that writes their history. It never waits: a database that hangs must not hold up a camera,
/// so what does not fit is dropped and said in the log.
/// </summary>
internal sealed partial class SpanQueue(TimeProvider time, ILogger<SpanQueue> logger)
{
    private const int Capacity = 5000;

    private readonly Channel<SpanMove> channel = Channel.CreateBounded<SpanMove>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    // By object: a path that went to another node and came back is another one, whose history went on there.
    private readonly ConditionalWeakTable<LiveStream, SpanMove> told = [];

    public ChannelReader<SpanMove> Reader => channel.Reader;

    /// <summary>The stream's status was written; called by its one writer, also when nothing changed.</summary>
    public void Written(LiveStream stream)
    {
        var status = stream.Status;
        if (told.TryGetValue(stream, out var last) && last.State == status.State && last.Reason == status.Reason) return;
        var move = new SpanMove(stream.Id, status.State, status.Reason, time.GetUtcNow());
        told.AddOrUpdate(stream, move);
        if (!channel.Writer.TryWrite(move)) LogDropped(stream.Name, status.State);
    }

    [LoggerMessage(LogLevel.Error, "The history of stream {Stream} misses that it became {State}: too many changes wait for the database")]
    private partial void LogDropped(string stream, StreamState state);
}
