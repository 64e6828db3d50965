using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using BlazorMedia.Web.Features.Streams.Publish.Rtmp;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>An encoder whose every byte the test decides: for what no program sends, and for H.265, which FFmpeg 5 cannot send.</summary>
internal sealed class RtmpPeer : IAsyncDisposable
{
    private readonly TcpClient client = new();
    private ChunkReader? reader;

    public NetworkStream Stream => client.GetStream();

    public static async Task<RtmpPeer> ConnectAsync(int port, CancellationToken ct)
    {
        var peer = new RtmpPeer();
        await peer.client.ConnectAsync("127.0.0.1", port, ct);
        return peer;
    }

    /// <summary>Greeted, connected and publishing.</summary>
    public static async Task<RtmpPeer> PublishAsync(int port, string name, CancellationToken ct)
    {
        var peer = await ConnectAsync(port, ct);
        await peer.GreetAsync(ct);
        await peer.CommandAsync(0, ct, "connect", 1, new Dictionary<string, object?> { ["app"] = "live", ["flashVer"] = "test", ["fourCcList"] = new List<object?> { "hvc1" } });
        await peer.CommandAsync(0, ct, "createStream", 2, null);
        await peer.CommandAsync(1, ct, "publish", 3, null, name, "live");
        return peer;
    }

    public async Task GreetAsync(CancellationToken ct)
    {
        var hello = new byte[1 + 1536];
        hello[0] = 3;
        await Stream.WriteAsync(hello, ct);
        await Stream.ReadExactlyAsync(new byte[1 + 1536 + 1536], ct);
        await Stream.WriteAsync(hello.AsMemory(1), ct);
        reader = new ChunkReader(Stream);
    }

    public Task CommandAsync(int streamId, CancellationToken ct, params object?[] values) => SendAsync(RtmpMessage.CommandAmf0, streamId, 0, Amf0.Write(values), ct);

    /// <summary>The code of the next status, for example <c>NetStream.Publish.Start</c>.</summary>
    public async Task<string?> StatusAsync(CancellationToken ct)
    {
        while (true)
        {
            using var message = await reader!.ReadAsync(ct);
            if (message.Type == RtmpMessage.CommandAmf0 && Amf0.Read(message.Payload.Span) is ["onStatus", .., IReadOnlyDictionary<string, object?> status]) return status["code"] as string;
        }
    }

    public async Task SendAsync(byte type, int streamId, uint timestamp, ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var isLong = timestamp >= 0xFF_FFFF;
        var field = isLong ? 0xFF_FFFF : timestamp;
        bytes.Write([4, (byte)(field >> 16), (byte)(field >> 8), (byte)field, (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, (byte)streamId, 0, 0, 0]);
        var extended = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(extended, timestamp);
        if (isLong) bytes.Write(extended);
        for (var at = 0; at < payload.Length; at += 128)
        {
            if (at > 0)
            {
                bytes.WriteByte(0xC4);
                if (isLong) bytes.Write(extended);
            }
            bytes.Write(payload.Span[at..Math.Min(payload.Length, at + 128)]);
        }
        await Stream.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), ct);
    }

    /// <summary>Sends at the pace of the packets' own times, as an encoder does, until there is no more or until it is told to stop.</summary>
    /// <param name="start">What the encoder's clock shows at the first one.</param>
    public async Task SendPacedAsync(IEnumerable<(byte Type, uint Time, byte[] Body)> packets, uint start, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            foreach (var (type, time, body) in packets)
            {
                while (watch.ElapsedMilliseconds < time) await timer.WaitForNextTickAsync(stop);
                await SendAsync(type, 1, start + time, body, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // enough
        }
    }

    /// <summary>True once the server has closed the connection.</summary>
    public async Task<bool> IsClosedAsync(CancellationToken ct)
    {
        var buffer = new byte[4096];
        try
        {
            while (await Stream.ReadAsync(buffer, ct) > 0)
            {
                // what it still said
            }
        }
        catch (IOException)
        {
            // reset: closed as well
        }
        return true;
    }

    public ValueTask DisposeAsync()
    {
        reader?.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
