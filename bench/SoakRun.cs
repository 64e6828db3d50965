using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace BlazorMedia.Bench;

/// <summary>The app of a soak, through its kills and restarts.</summary>
internal sealed class SoakRun : IAsyncDisposable
{
    private readonly string data;

    private SoakRun(string data, BenchApp app) => (this.data, App) = (data, app);

    public BenchApp App { get; private set; }

    /// <summary>When the app that runs now was started.</summary>
    public DateTimeOffset Since { get; private set; } = DateTimeOffset.UtcNow;

    public string Recordings => Path.Combine(data, "recordings");

    public static string NameOf(int index) => $"cam{index.ToString("D2", CultureInfo.InvariantCulture)}";

    public static async Task<SoakRun> StartAsync(string data, SoakCameras cameras, int fileSeconds, CancellationToken ct)
    {
        var run = new SoakRun(data, await BenchApp.StartAsync(data, ct));
        for (var i = 0; i < cameras.Count; i++)
            await run.App.SendAsync(HttpMethod.Post, "/api/v1/streams", new { name = NameOf(i), source = cameras[i].Url("live"), record = true, fileSeconds }, ct);
        await Wait.UntilAsync(async c => await run.App.LiveStreamsAsync(c) == cameras.Count, "every stream is live", ct);
        return run;
    }

    public async Task KillAndRestartAsync(CancellationToken ct)
    {
        Signal(App.Pid, "KILL");
        await App.DisposeAsync();
        App = await BenchApp.StartAsync(data, ct);
        Since = DateTimeOffset.UtcNow;
    }

    public async Task PauseAsync(TimeSpan span, CancellationToken ct)
    {
        Signal(App.Pid, "STOP");
        try
        {
            await Wait.ForAsync(span, ct);
        }
        finally
        {
            Signal(App.Pid, "CONT");
        }
    }

    /// <summary>Kills the FFmpeg of one path; false when none runs now.</summary>
    public async Task<bool> KillFfmpegAsync(int index, CancellationToken ct)
    {
        var stream = await App.GetAsync($"/api/v1/streams/{NameOf(index)}", ct);
        var id = stream.GetProperty("id").GetGuid().ToString("N");
        var pids = ProcessTable.Bearing(Path.Combine(data, "ring", id)).ToList();
        foreach (var pid in pids) Signal(pid, "KILL");
        return pids.Count > 0;
    }

    public int FfmpegCount() => ProcessTable.Bearing(Path.Combine(data, "ring")).Count();

    /// <summary>Recording ends in order and every file is written.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        var names = (await App.GetAsync("/api/v1/streams", ct)).GetProperty("items").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ToArray();
        await App.SendAsync(HttpMethod.Patch, "/api/v1/streams", new { names, change = new { record = false } }, ct);
        await Wait.UntilAsync(async c => !(await RecordingsAsync(c)).Any(r => r.GetProperty("state").GetString() is "recording" or "finalising"), "every file is written", ct, TimeSpan.FromSeconds(2));
    }

    public async Task<IReadOnlyList<JsonElement>> RecordingsAsync(CancellationToken ct)
    {
        var all = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await App.GetAsync($"/api/v1/recordings?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}", ct);
            all.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return all;
    }

    public ValueTask StopAsync() => App.DisposeAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static void Signal(int pid, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
