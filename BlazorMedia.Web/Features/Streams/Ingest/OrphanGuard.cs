using System.Diagnostics;
using System.Globalization;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>
/// FFmpeg outlives a killed app, so that recording goes on until the app is back. If it never comes back, somebody outside must end FFmpeg:
/// a small script that watches this app's heartbeat file. Started before the first FFmpeg; a second one ends itself at the first one's lock.
/// </summary>
internal sealed partial class OrphanGuard(RingStore store, NodeList nodes, IOptions<StreamsOptions> options, TimeProvider time, ILogger<OrphanGuard> logger) : BackgroundService
{
    // A guard that had to act is gone; a full disk may have made it act although this app lives.
    private const int BeatsBetweenStarts = 30;

    // With another node that takes over, FFmpeg must be gone before it does (Node.Patience); the guard looks every two seconds and takes two.
    private const int SharedSeconds = 6;

    private string PatienceFile => Path.Combine(store.Root, "patience");

    private int Patience => nodes.Alive.Count > 1 ? Math.Min(SharedSeconds, options.Value.GuardSeconds) : options.Value.GuardSeconds;

    private string Script => Path.Combine(store.Root, "guard.sh");

    private string HeartbeatFile => Path.Combine(store.Root, "heartbeat");

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Beat();
        await File.WriteAllTextAsync(Script, IngestProcess.ReadScript("guard.sh"), cancellationToken);
        StartGuard();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Without the file the guard knows that everything was ended in order.
        File.Delete(HeartbeatFile);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), time);
        for (var beats = 1; await timer.WaitForNextTickAsync(stoppingToken); beats++)
        {
            try
            {
                Beat();
                if (beats % BeatsBetweenStarts == 0) StartGuard();
            }
            catch (IOException exception)
            {
                // A full disk: FFmpeg cannot write either, and the guard would be right to end it after its patience.
                LogNoBeat(exception.Message);
            }
        }
    }

    // A second one ends itself at the first one's lock.
    private void StartGuard()
    {
        var start = new ProcessStartInfo("setsid") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["sh", Script, store.Root];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var guard = Process.Start(start);
    }

    // Renamed into place: the guard must never read half a number, and take an app that lives for one that died.
    private void Beat()
    {
        Replace(PatienceFile, Patience);
        Replace(HeartbeatFile, (long)ProcessTable.Uptime());
    }

    private static void Replace(string file, long number)
    {
        File.WriteAllText(file + ".new", number.ToString(CultureInfo.InvariantCulture) + "\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    [LoggerMessage(LogLevel.Warning, "The guard's heartbeat could not be written: {Reason}")]
    private partial void LogNoBeat(string reason);
}
