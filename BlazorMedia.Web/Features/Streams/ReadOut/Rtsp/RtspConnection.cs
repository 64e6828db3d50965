using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtsp;

/// <summary>One reader's connection. RTP goes over it too (RFC 2326, 10.12): that passes every firewall, loses nothing, and its end is the reader's end.</summary>
internal sealed class RtspConnection(Socket socket, LiveStreams streams, ReadOutGate gate, TimeProvider time) : IDisposable
{
    // To the first PLAY; afterwards a reader that is gone is noticed by writing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    // Twice the time-out that the reader was told: it should have asked for something, and there was nothing to write that would show that it is gone.
    private static readonly TimeSpan SilencePatience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenKeyChecks = TimeSpan.FromMinutes(5);

    private readonly NetworkStream network = new(socket, ownsSocket: false);
    private readonly CancellationTokenSource ending = new();
    private readonly string session = Guid.NewGuid().ToString("N");
    private readonly IPAddress? address = (socket.RemoteEndPoint as IPEndPoint)?.Address;
    private string? password;
    private RtspPlay? play;
    private Task? playing;

    public async Task RunAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, ending.Token);
        using var wire = new RtspWire(network, time);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(either.Token);
            patience.CancelAfter(Patience);
            while (await wire.ReadAsync(patience.Token) is { } request && await AnswerAsync(request, wire, either.Token))
                if (playing is not null) patience.CancelAfter(Timeout.InfiniteTimeSpan);
        }
        finally
        {
            await ending.CancelAsync();
            if (playing is not null) await playing;
        }
    }

    public void Dispose()
    {
        play?.Dispose();
        ending.Dispose();
        network.Dispose();
    }

    /// <returns>False: the connection is over.</returns>
    private async Task<bool> AnswerAsync(RtspCall request, RtspWire wire, CancellationToken ct)
    {
        if (request.Method == "OPTIONS")
        {
            await wire.AnswerAsync(request, "200 OK", ct, null, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN");
            return true;
        }
        if (password is null && !await gate.AllowAsync(request.Password, address, ct))
        {
            await wire.AnswerAsync(request, "401 Unauthorized", ct, null, "WWW-Authenticate: Basic realm=\"BlazorMedia\"");
            return request.Password is null;
        }
        password ??= request.Password;
        await (request.Method switch
        {
            "DESCRIBE" => DescribeAsync(request, wire, ct),
            "SETUP" => SetUpAsync(request, wire, ct),
            "PLAY" => PlayAsync(request, wire, ct),
            "GET_PARAMETER" or "SET_PARAMETER" or "TEARDOWN" => wire.AnswerAsync(request, "200 OK", ct, null, $"Session: {session}"),
            _ => wire.AnswerAsync(request, "405 Method Not Allowed", ct),
        });
        return request.Method != "TEARDOWN";
    }

    private async Task DescribeAsync(RtspCall request, RtspWire wire, CancellationToken ct)
    {
        if (playing is not null) await wire.AnswerAsync(request, "455 Method Not Valid in This State", ct);
        else if (streams.Find(request.Path) is not { } stream) await wire.AnswerAsync(request, "404 Not Found", ct);
        else if (stream.Elsewhere is not null) await wire.AnswerAsync(request, "503 Service Unavailable", ct);
        else await DescribeAsync(stream, request, wire, ct);
    }

    private async Task DescribeAsync(LiveStream stream, RtspCall request, RtspWire wire, CancellationToken ct)
    {
        play?.Dispose();
        play = new RtspPlay(stream, wire, time);
        if (!await stream.WaitUntilLiveAsync(StartPatience, ct)) await wire.AnswerAsync(request, "503 Service Unavailable", ct);
        else if (play.Describe(request.Path) is not { } sdp) await wire.AnswerAsync(request, "415 Unsupported Media Type", ct);
        else await wire.AnswerAsync(request, "200 OK", ct, sdp, "Content-Type: application/sdp", $"Content-Base: {request.Uri.TrimEnd('/')}/");
    }

    private Task SetUpAsync(RtspCall request, RtspWire wire, CancellationToken ct)
    {
        var transport = request["Transport"] ?? "";
        if (play?.TrackOf(request.Uri) is not { } track) return wire.AnswerAsync(request, "404 Not Found", ct);
        if (!transport.Contains("/TCP", StringComparison.OrdinalIgnoreCase)) return wire.AnswerAsync(request, "461 Unsupported Transport", ct);
        track.Channel = ChannelIn(transport) ?? play.FreeChannel;
        return wire.AnswerAsync(request, "200 OK", ct, null,
            string.Create(CultureInfo.InvariantCulture, $"Transport: RTP/AVP/TCP;unicast;interleaved={track.Channel}-{track.Channel + 1}"), $"Session: {session};timeout=60");
    }

    private async Task PlayAsync(RtspCall request, RtspWire wire, CancellationToken ct)
    {
        if (play is not { IsSetUp: true })
        {
            await wire.AnswerAsync(request, "455 Method Not Valid in This State", ct);
            return;
        }
        await wire.AnswerAsync(request, "200 OK", ct, null, $"Session: {session}", "Range: npt=now-");
        playing ??= Task.WhenAll(SendAsync(play, ct), WatchAsync(wire, ct));
    }

    // When there is nothing more to send, the reader is told by the end of the connection; it comes again if it wants.
    private async Task SendAsync(RtspPlay what, CancellationToken ct)
    {
        try
        {
            await what.RunAsync(ct);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidDataException)
        {
            // the reader is gone, or too slow
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    // A reader may play for weeks: its key may be revoked meanwhile, and the network may lose it while the stream is silent.
    private async Task WatchAsync(RtspWire wire, CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(BetweenLooks, time);
            var checkedAt = time.GetTimestamp();
            while (await timer.WaitForNextTickAsync(ct) && wire.Silence < SilencePatience)
            {
                if (time.GetElapsedTime(checkedAt) < BetweenKeyChecks) continue;
                if (!await IsKeyGoodAsync(ct)) return;
                checkedAt = time.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the connection is over
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private async Task<bool> IsKeyGoodAsync(CancellationToken ct)
    {
        try
        {
            return await gate.IsStillGoodAsync(password!, address, ct);
        }
        catch (DbException)
        {
            // A database that does not answer takes the picture from nobody.
            return true;
        }
    }

    private static byte? ChannelIn(string transport)
    {
        const string name = "interleaved=";
        var at = transport.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var number = new string([.. transport[(at + name.Length)..].TakeWhile(char.IsAsciiDigit)]);
        return byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var channel) && channel < byte.MaxValue ? channel : null;
    }
}
