using System.Net;
using System.Net.Sockets;
using BlazorMedia.Web.Features.Streams.Publish.Feed;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>One encoder's connection, from the greeting to its end. Whoever is too slow with either is cut off.</summary>
internal sealed class RtmpConnection(Socket socket, PublishGate gate, Publications publications, TimeProvider time) : IDisposable
{
    /// <summary>From the first byte until it publishes.</summary>
    public static readonly TimeSpan Greeting = TimeSpan.FromSeconds(10);

    /// <summary>Between two packets of media.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    // The window that we tell the peer; most ignore it.
    private const uint Window = 2_500_000;

    private readonly NetworkStream network = new(socket, ownsSocket: false);
    private readonly CancellationTokenSource patience = new(Greeting, time);
    private long acknowledged;
    private uint theirWindow = Window;
    private RtmpCommands? commands;

    public async Task RunAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        // Only what is read goes through it: headers are a few bytes each.
        await using var buffered = new BufferedStream(network, 64 * 1024);
        await RtmpHandshake.AcceptAsync(buffered, network, either.Token);
        using var reader = new ChunkReader(buffered);
        var writer = new ChunkWriter(network);
        commands = new RtmpCommands(writer, gate, (socket.RemoteEndPoint as IPEndPoint)?.Address.Text() ?? "?");
        try
        {
            while (!commands.IsOver)
            {
                using var message = await ReadAsync(reader, either.Token);
                if (message is null) return;
                await TakeAsync(message, writer, either.Token);
                if (commands.Publication is not null) reader.Trust();
                await AcknowledgeAsync(reader, writer, either.Token);
            }
        }
        finally
        {
            if (commands.Publication is { } publication) publications.Leave(publication);
        }
    }

    public void Dispose()
    {
        commands?.Publication?.Dispose();
        patience.Dispose();
        network.Dispose();
    }

    /// <returns>Null when the publisher must go.</returns>
    private async Task<RtmpMessage?> ReadAsync(ChunkReader reader, CancellationToken ct)
    {
        if (commands!.Publication is not { } publication) return await reader.ReadAsync(ct);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, publication.Ended);
        try
        {
            var message = await reader.ReadAsync(either.Token);
            if (publications.IsWelcome(publication)) return message;
            message.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (publication.Ended.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task TakeAsync(RtmpMessage message, ChunkWriter writer, CancellationToken ct) => message.Type switch
    {
        RtmpMessage.Audio or RtmpMessage.Video when commands!.Publication is { } publication => GiveAsync(publication, message),
        RtmpMessage.CommandAmf0 => commands!.TakeAsync(message.StreamId, message.Payload, ct),
        // AMF3's command is AMF0 behind a zero.
        RtmpMessage.CommandAmf3 when message.Length > 1 => commands!.TakeAsync(message.StreamId, message.Payload[1..], ct),
        RtmpMessage.DataAmf0 => Describe(message.Payload),
        RtmpMessage.DataAmf3 when message.Length > 1 => Describe(message.Payload[1..]),
        RtmpMessage.UserControl when message.Payload.Span is [0, 6, _, _, _, _, ..] => writer.SendUserControlAsync(7, message.Payload.Span[2..6], ct),
        RtmpMessage.WindowSize when message.Length >= 4 => Remember(message.Payload.Span),
        _ => Task.CompletedTask,
    };

    private Task GiveAsync(Publication publication, RtmpMessage message)
    {
        // Only media keep a connection: a publisher that sends nothing else makes room for another.
        patience.CancelAfter(Idle);
        return FlvPackets.Read(message) is { } packet ? publication.TakeAsync(packet) : Task.CompletedTask;
    }

    // "onMetaData" says which kinds of media will come; nothing else in it is needed.
    private Task Describe(ReadOnlyMemory<byte> payload)
    {
        if (commands!.Publication is { } publication && Amf0.Read(payload.Span).OfType<IReadOnlyDictionary<string, object?>>().FirstOrDefault() is { } facts
            && (facts.ContainsKey("videocodecid") || facts.ContainsKey("width")))
            publication.Feed.Expect(sound: facts.ContainsKey("audiocodecid") || facts.ContainsKey("audiosamplerate"));
        return Task.CompletedTask;
    }

    private Task Remember(ReadOnlySpan<byte> payload)
    {
        theirWindow = Math.Max(1024, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(payload));
        return Task.CompletedTask;
    }

    private async Task AcknowledgeAsync(ChunkReader reader, ChunkWriter writer, CancellationToken ct)
    {
        if (reader.BytesRead - acknowledged < theirWindow / 2) return;
        acknowledged = reader.BytesRead;
        await writer.SendNumberAsync(RtmpMessage.Acknowledgement, (uint)acknowledged, ct);
    }
}
