using System.Globalization;
using System.Net.WebSockets;
using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Bench;

/// <summary>
/// How much the live view adds: from the moment when FFmpeg wrote the last byte of a fragment (the time of the file's last change) until a viewer on this
/// machine has the whole fragment from the WebSocket. What a fragment lasts (0.2 s) and what the player keeps in hand come on top.
/// </summary>
internal static class TailBench
{
    private const int Streams = 10;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(45);

    public static async Task RunAsync(Results results, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-bench-");
        try
        {
            await using var camera = new RtspStandIn();
            await camera.ServeAsync("camera", await SourceClip.MakeAsync(folder.FullName, ct));
            await using var app = await BenchApp.StartAsync(Path.Combine(folder.FullName, "data"), ct);
            for (var i = 0; i < Streams; i++) await app.AddStreamAsync(NameOf(i), camera.Url("camera"), ct);
            await Wait.UntilAsync(async c => await app.LiveStreamsAsync(c) == Streams, "every stream is live", ct);
            await Wait.ForAsync(TimeSpan.FromSeconds(10), ct);
            await MeasureTailAsync(results, app, ct);
            await MeasureStillsAsync(results, app, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureTailAsync(Results results, BenchApp app, CancellationToken ct)
    {
        Console.Error.WriteLine("… following the streams");
        var before = ProcessTable.OwnCpuSeconds(app.Pid);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(Measured);
        var delays = await Task.WhenAll(Enumerable.Range(0, Streams).Select(i => FollowAsync(app, NameOf(i), end.Token)));
        results.AddTimes($"live: last byte of a fragment in the file until a viewer has it, {Streams} streams with a viewer each", [.. delays.SelectMany(d => d)], 0.95, "at most 300 ms");
        results.Add("live: CPU of the app meanwhile", $"{(ProcessTable.OwnCpuSeconds(app.Pid) - before) / Measured.TotalSeconds * 100:0.0} % of a core");
    }

    private static async Task<List<double>> FollowAsync(BenchApp app, string stream, CancellationToken ct)
    {
        var id = await app.StreamIdAsync(stream, ct);
        var ring = Path.Combine(app.Data, "ring", id.ToString("N"));
        using var socket = await app.WatchAsync(id, ct);
        var delays = new List<double>();
        var buffer = new byte[64 * 1024];
        try
        {
            for (var seen = 0; ; seen++)
            {
                var isFragment = await ReadAsync(socket, buffer, ct);
                var now = TimeProvider.System.GetUtcNow();
                // The first ones come from the past.
                if (isFragment && seen > 20) delays.Add((now.UtcDateTime - NewestWrite(ring)).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException)
        {
            return delays;
        }
    }

    private static async Task<bool> ReadAsync(ClientWebSocket socket, byte[] buffer, CancellationToken ct)
    {
        var kind = -1;
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(), ct);
            if (kind < 0) kind = got.MessageType == WebSocketMessageType.Binary ? buffer[0] : 0;
            if (got.EndOfMessage) return kind == 2;
        }
    }

    private static DateTime NewestWrite(string ring) => Directory.EnumerateFiles(ring, "*.mp4", SearchOption.AllDirectories).Max(File.GetLastWriteTimeUtc);

    private static async Task MeasureStillsAsync(Results results, BenchApp app, CancellationToken ct)
    {
        Console.Error.WriteLine("… taking stills");
        var (fresh, cached) = (new List<double>(), new List<double>());
        for (var i = 0; i < 30; i++)
        {
            var id = await app.StreamIdAsync(NameOf(i % Streams), ct);
            fresh.Add(await app.TimeGetAsync($"/live/{id}/still.jpg?w={320 + (2 * i)}", ct));
            for (var again = 0; again < 3; again++) cached.Add(await app.TimeGetAsync($"/live/{id}/still.jpg?w={320 + (2 * i)}&age=60", ct));
        }
        results.AddTimes("still: fresh, decoded from the newest keyframe", fresh, 0.95, "at most 300 ms");
        results.AddTimes("still: already made", cached, 0.95, "at most 20 ms");
    }

    private static string NameOf(int index) => "camera" + index.ToString(CultureInfo.InvariantCulture);
}
