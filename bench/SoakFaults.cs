using System.Collections.Concurrent;

namespace BlazorMedia.Bench;

/// <param name="Path">Null: nothing of the source is disturbed, so no path may show a hole.</param>
internal sealed record SoakFault(string Kind, string? Path, DateTimeOffset From, DateTimeOffset Until);

/// <summary>Disturbs cameras, FFmpegs and the app itself, one thing every 5 to 25 seconds.</summary>
internal sealed class SoakFaults(SoakRun run, SoakCameras cameras, Random random)
{
    // The app is killed in the first part only: what comes after it is one long life, by which memory is judged.
    private const double KillsUntil = 0.35;

    private readonly ConcurrentBag<SoakFault> injected = [];
    private readonly HashSet<int> busy = [];

    public IReadOnlyCollection<SoakFault> Injected => injected;

    public async Task RunAsync(TimeSpan length, CancellationToken ct)
    {
        var begun = DateTimeOffset.UtcNow;
        var running = new List<Task>();
        try
        {
            while (true)
            {
                await Wait.ForAsync(TimeSpan.FromSeconds(random.Next(5, 25)), ct);
                // Towards the end nothing new, so that every source is back before the count.
                if (DateTimeOffset.UtcNow - begun > length - TimeSpan.FromSeconds(60)) continue;
                running.Add(InjectAsync((DateTimeOffset.UtcNow - begun) / length < KillsUntil, ct));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    private Task InjectAsync(bool mayKillApp, CancellationToken ct)
    {
        var dice = random.Next(100);
        var seconds = random.Next(4, 25);
        if (dice < 6 && mayKillApp) return NoteAsync("kill -9 of the app", null, () => run.KillAndRestartAsync(CancellationToken.None));
        if (dice < 12) return NoteAsync("SIGSTOP of the app for 15 s", null, () => run.PauseAsync(TimeSpan.FromSeconds(15), CancellationToken.None));
        var index = random.Next(cameras.Count);
        if (!busy.Add(index)) return Task.CompletedTask;
        return dice switch
        {
            < 40 => DisturbAsync("kill -9 of FFmpeg", index, () => run.KillFfmpegAsync(index, ct)),
            < 60 => DisturbAsync("connection cut", index, () => Do(cameras[index].Cut)),
            < 80 => DisturbAsync("camera frozen", index, () => ForAsync(seconds, cameras[index].Freeze, cameras[index].Unfreeze)),
            _ => DisturbAsync("camera without power", index, () => ForAsync(seconds, cameras[index].Close, cameras[index].Open)),
        };
    }

    private async Task DisturbAsync(string kind, int index, Func<Task> disturb)
    {
        await NoteAsync(kind, SoakRun.NameOf(index), disturb);
        busy.Remove(index);
    }

    private async Task NoteAsync(string kind, string? path, Func<Task> disturb)
    {
        var from = DateTimeOffset.UtcNow;
        try
        {
            await disturb();
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // The app was paused or killed meanwhile; it counts as injected all the same.
        }
        injected.Add(new SoakFault(kind, path, from, DateTimeOffset.UtcNow));
    }

    private static async Task ForAsync(int seconds, Action begin, Action end)
    {
        begin();
        await Wait.ForAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);
        end();
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
