using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Streams.Live;

/// <summary>One message of the live socket.</summary>
/// <param name="Hello">Set for the text message.</param>
internal sealed record LiveMessage(JsonElement? Hello, byte[] Bytes)
{
    public bool IsInit => Hello is null && Bytes[0] == 1;

    public bool IsFragment => Hello is null && Bytes[0] == 2;

    public bool IsKeyframe => (Bytes[1] & 1) != 0;

    public DateTimeOffset StartsAt => DateTimeOffset.UnixEpoch.AddMilliseconds(BinaryPrimitives.ReadDoubleBigEndian(Bytes.AsSpan(8)));

    public DateTimeOffset SentAt => DateTimeOffset.UnixEpoch.AddMilliseconds(BinaryPrimitives.ReadDoubleBigEndian(Bytes.AsSpan(16)));

    public double MediaTime => BinaryPrimitives.ReadDoubleBigEndian(Bytes.AsSpan(24));

    public TimeSpan Duration => TimeSpan.FromMilliseconds(BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(4)));

    /// <summary>The boxes without what we put before them.</summary>
    public ReadOnlySpan<byte> Boxes => Bytes.AsSpan(IsInit ? 1 : 32);
}

/// <summary>What a browser does: connects and reads.</summary>
internal sealed class LiveViewer : IDisposable
{
    private readonly ClientWebSocket socket = new();

    public static async Task<LiveViewer> OpenAsync(Uri address, Guid stream, CancellationToken ct, string? key = AppFixture.ApiKey, string? origin = null)
    {
        var viewer = new LiveViewer();
        if (key is not null) viewer.socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        if (origin is not null) viewer.socket.Options.SetRequestHeader("Origin", origin);
        viewer.socket.Options.CollectHttpResponseDetails = true;
        await viewer.socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = $"/live/{stream}/ws" }.Uri, ct);
        return viewer;
    }

    public async Task<LiveMessage> ReadAsync(CancellationToken ct)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), ct);
            message.Write(buffer, 0, got.Count);
        }
        while (!got.EndOfMessage);
        return got.MessageType == WebSocketMessageType.Text ? new(JsonSerializer.Deserialize<JsonElement>(message.ToArray()), []) : new(null, message.ToArray());
    }

    /// <summary>Reads until <paramref name="enough"/> says so; everything that came.</summary>
    public async Task<List<LiveMessage>> ReadUntilAsync(Func<List<LiveMessage>, bool> enough, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Eventually.Patience);
        var all = new List<LiveMessage>();
        while (!enough(all)) all.Add(await ReadAsync(limit.Token));
        return all;
    }

    public void Dispose() => socket.Dispose();
}
