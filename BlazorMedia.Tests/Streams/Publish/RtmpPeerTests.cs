using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Doors;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>What programs at hand do not send: H.265, silence, and what an enemy sends.</summary>
public sealed class RtmpPeerTests(PublishFixture app) : IClassFixture<PublishFixture>, IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task H265_of_enhanced_RTMP_is_live_and_decodes_also_behind_a_late_clock()
    {
        var key = await app.AddAsync("hevc");
        var packets = await ClipPackets.HevcAsync(new Clip { Seconds = 30, Video = "libx265" }, Ct);
        await using var peer = await RtmpPeer.PublishAsync(app.RtmpPort, $"hevc?key={key}", Ct);
        (await peer.StatusAsync(Ct)).ShouldBe("NetStream.Publish.Start");

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var sending = peer.SendPacedAsync(packets, 0x0100_0000, enough.Token);
        var live = await app.UntilAsync("hevc", "live");

        (live.Video?.Codec, live.Video?.Width, live.Audio?.Codec).ShouldBe(("hevc", 640, "aac"));
        await Ffmpeg.ShouldDecodeAsync(await app.CopyOfFirstSegmentAsync("hevc", folder), Ct);
        await enough.CancelAsync();
        await sending;
    }

    [Fact]
    public async Task A_publisher_that_falls_silent_is_stalled_and_anybody_with_a_key_may_take_over()
    {
        var key = await app.AddAsync("quiet");
        var other = await app.AddKeyAsync("quiet", "other");
        var packets = await ClipPackets.HevcAsync(new Clip { Seconds = 30, Video = "libx265" }, Ct);
        await using var peer = await RtmpPeer.PublishAsync(app.RtmpPort, $"quiet?key={key}", Ct);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var sending = peer.SendPacedAsync(packets, 0, enough.Token);
        await app.UntilAsync("quiet", "live");
        await enough.CancelAsync();
        await sending;
        await app.UntilAsync("quiet", "stalled");

        await using var encoder = await Encoder.StartAsync(app.RtmpUrl("live/quiet", other));

        (await app.UntilAsync("quiet", "live")).Video?.Codec.ShouldBe("h264");
        (await peer.IsClosedAsync(Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Hostile_peers_are_cut_off_and_disturb_nobody()
    {
        var key = await app.AddAsync("calm");
        await using var encoder = await Encoder.StartAsync(app.RtmpUrl("live/calm", key));
        await app.UntilAsync("calm", "live");
        var run = app.Streams.Find("calm")!.Ring.Current;

        var random = new Random(20261121);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => AttackAsync(i, Bytes(random, 20_000))));

        app.Streams.Find("calm")!.Ring.Current.ShouldBe(run);
        await app.Api.WaitForMediaAsync("calm", TimeSpan.FromSeconds(1));
        encoder.HasEnded.ShouldBeFalse();
    }

    [Fact]
    public async Task One_address_cannot_take_all_connections()
    {
        var peers = new List<RtmpPeer>();
        try
        {
            for (var i = 0; i < TcpDoor.MaxPerAddress + 20; i++) peers.Add(await RtmpPeer.ConnectAsync(app.RtmpPort, Ct));
            // The last ones are closed at once, long before the greeting's patience is over.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(TimeSpan.FromSeconds(5));
            (await peers[^1].IsClosedAsync(limit.Token)).ShouldBeTrue();
        }
        finally
        {
            foreach (var peer in peers) await peer.DisposeAsync();
        }
    }

    [Fact]
    public async Task Whoever_greets_one_byte_at_a_time_is_cut_off()
    {
        await using var peer = await RtmpPeer.ConnectAsync(app.RtmpPort, Ct);
        await peer.Stream.WriteAsync(new byte[] { 3 }, Ct);
        await peer.Stream.WriteAsync(new byte[] { 0 }, Ct);

        (await peer.IsClosedAsync(Ct)).ShouldBeTrue();
    }

    public void Dispose() => folder.Dispose();

    private async Task AttackAsync(int kind, byte[] noise)
    {
        await using var peer = await RtmpPeer.ConnectAsync(app.RtmpPort, Ct);
        try
        {
            if (kind % 4 > 0) await peer.GreetAsync(Ct);
            await ((kind % 4) switch
            {
                // A chunk size of two gigabytes, then a message of 16 MB.
                1 => peer.Stream.WriteAsync(new byte[] { 2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 3, 0, 0, 0, 0xFF, 0xFF, 0xFF, 9, 1, 0, 0, 0 }, Ct).AsTask(),
                2 => peer.CommandAsync(0, Ct, "connect", 1, Nested(40)),
                // Random bytes, before or after the greeting.
                _ => peer.Stream.WriteAsync(noise, Ct).AsTask(),
            });
        }
        catch (IOException)
        {
            // cut off already
        }
        (await peer.IsClosedAsync(Ct)).ShouldBeTrue();
    }

    private static object Nested(int depth) => depth == 0 ? "x" : new Dictionary<string, object?> { ["a"] = Nested(depth - 1) };

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
