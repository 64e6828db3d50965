using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace BlazorMedia.Tests.Support.Rtsp;

/// <summary>One client: answers its requests and sends it the packets of its path, interleaved on the same connection.</summary>
internal sealed partial class RtspConnection(TcpClient client, RtspStandIn server) : IDisposable
{
    private const int Waiting = 8192;

    private readonly Channel<(byte Channel, byte[] Packet)> outgoing = Channel.CreateBounded<(byte, byte[])>(Waiting);
    private readonly SemaphoreSlim writing = new(1);
    private readonly Dictionary<int, byte> channels = [];
    private readonly string session = Guid.NewGuid().ToString("N")[..8];
    private readonly List<Action> unsubscribe = [];

    public async Task RunAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var stream = client.GetStream();
        await using var input = new BufferedStream(stream);
        var sending = SendPacketsAsync(stream, stop.Token);
        try
        {
            while (await RtspRequest.ReadAsync(input, ct) is { } request)
            {
                await server.ThawedAsync(ct);
                await WriteAsync(stream, Encoding.ASCII.GetBytes(Answer(request)), ct);
                if (request.Method == "TEARDOWN") break;
                if (request.Method == "PLAY") Join(server.Find(request.Address)!);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await sending;
        }
    }

    public void Dispose()
    {
        foreach (var leave in unsubscribe) leave();
        client.Dispose();
    }

    private string Answer(RtspRequest request)
    {
        var feed = server.Find(request.Address);
        if (request.Method == "OPTIONS") return Reply(request, "200 OK", "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN");
        if (server.Login is { } login && !login.Accepts(request)) return Reply(request, "401 Unauthorized", $"WWW-Authenticate: {login.Challenge}");
        if (feed is null) return Reply(request, "404 Not Found");
        return request.Method switch
        {
            "DESCRIBE" => Reply(request, "200 OK", body: feed.Description),
            "SETUP" => Setup(request),
            "PLAY" or "GET_PARAMETER" or "SET_PARAMETER" or "TEARDOWN" => Reply(request, "200 OK", $"Session: {session}"),
            _ => Reply(request, "405 Method Not Allowed"),
        };
    }

    private string Setup(RtspRequest request)
    {
        var wanted = Interleaved().Match(request["Transport"] ?? "");
        if (!wanted.Success) return Reply(request, "461 Unsupported Transport");
        var channel = byte.Parse(wanted.Groups[1].Value, CultureInfo.InvariantCulture);
        channels[int.Parse(TrackId().Match(request.Address.AbsolutePath).Groups[1].Value, CultureInfo.InvariantCulture)] = channel;
        return Reply(request, "200 OK", $"Transport: RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1}\r\nSession: {session};timeout=60");
    }

    private static string Reply(RtspRequest request, string status, string? headers = null, string? body = null) =>
        $"RTSP/1.0 {status}\r\nCSeq: {request["CSeq"]}\r\n"
        + (headers is null ? "" : headers + "\r\n")
        + (body is null ? "\r\n" : $"Content-Base: {request.Address}/\r\nContent-Type: application/sdp\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private void Join(RtspFeed feed)
    {
        foreach (var (index, channel) in channels)
        {
            var track = feed.Tracks[index];
            if (track.LastReport is { } report) Enqueue((byte)(channel + 1), report);
            void Forward(byte[] packet, bool isReport) => Enqueue(isReport ? (byte)(channel + 1) : channel, packet);
            track.Arrived += Forward;
            unsubscribe.Add(() => track.Arrived -= Forward);
        }
    }

    private void Enqueue(byte channel, byte[] packet)
    {
        // A frozen camera loses what it films; a client that does not read is cut rather than served with holes.
        if (!server.IsFrozen && !outgoing.Writer.TryWrite((channel, packet))) client.Close();
    }

    private async Task SendPacketsAsync(NetworkStream stream, CancellationToken ct)
    {
        var batch = new MemoryStream();
        try
        {
            while (await outgoing.Reader.WaitToReadAsync(ct))
            {
                batch.SetLength(0);
                while (batch.Length < 60_000 && outgoing.Reader.TryRead(out var next))
                {
                    batch.Write([(byte)'$', next.Channel, (byte)(next.Packet.Length >> 8), (byte)next.Packet.Length]);
                    batch.Write(next.Packet);
                }
                await WriteAsync(stream, batch.GetBuffer().AsMemory(0, (int)batch.Length), ct);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // the client is gone; its reader notices too
        }
    }

    private async Task WriteAsync(NetworkStream stream, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            await stream.WriteAsync(bytes, ct);
        }
        finally
        {
            writing.Release();
        }
    }

    [GeneratedRegex(@"interleaved=(\d+)-")]
    private static partial Regex Interleaved();

    [GeneratedRegex(@"trackID=(\d+)")]
    private static partial Regex TrackId();
}
