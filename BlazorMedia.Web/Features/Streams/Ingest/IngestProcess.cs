using System.Diagnostics;
using System.Text;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>One FFmpeg that writes a run: started by us, or found alive after a restart of the app.</summary>
internal sealed class IngestProcess : IDisposable
{
    private const int AsksPerLook = 5;
    private const int MaxLogBytes = 64 * 1024;

    private static readonly string StartScript = ReadScript("start.sh");

    // Kept until the end although nothing is asked of it: as long as it lives, .NET reaps the child.
    private readonly Process? child;
    private readonly RunFolder folder;
    private int asked;
    private int pid;
    private long startTicks;

    private IngestProcess(RunFolder folder, Process? child, (int Pid, long StartTicks)? known)
    {
        (this.folder, this.child) = (folder, child);
        if (known is { } id) (pid, startTicks) = id;
    }

    public int Pid => pid;

    /// <summary>A signal that is none costs a hundredth of reading the process table, which is asked now and then: it knows zombies and other processes of the same number.</summary>
    public bool IsAlive => FindPid() && ProcessTable.Exists(pid) && (++asked % AsksPerLook != 0 || ProcessTable.StartTicks(pid) == startTicks);

    public static IngestProcess Start(RunFolder folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (var argument in (string[])["-c", StartScript, "start", folder.Path, "ffmpeg", .. arguments]) start.ArgumentList.Add(argument);
        return new IngestProcess(folder, Process.Start(start), null);
    }

    /// <summary>The living process of a run folder: same pid, same start time, and its command line names this folder. Null without one.</summary>
    public static IngestProcess? Find(RunFolder folder)
    {
        if (folder.ReadPid() is not { } known || ProcessTable.StartTicks(known.Pid) != known.StartTicks) return null;
        return ProcessTable.CommandLineHolds(known.Pid, folder.Path + '/') ? new IngestProcess(folder, null, known) : null;
    }

    /// <summary>FFmpeg's new lines. The file is emptied, because it may hold addresses with passwords and must not grow for months.</summary>
    public IReadOnlyList<string> ReadLog()
    {
        var file = new FileInfo(folder.File("log"));
        if (!file.Exists || file.Length == 0) return [];
        using var log = file.Open(FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Min(log.Length, MaxLogBytes)];
        log.Seek(-bytes.Length, SeekOrigin.End);
        var got = log.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        log.SetLength(0);
        return Encoding.UTF8.GetString(bytes, 0, got).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>"q", then TERM twice (a blocked read swallows the first), then KILL, each with its time. Returns when it is gone.</summary>
    public async Task StopAsync(TimeProvider time, CancellationToken ct)
    {
        Quit();
        if (await IsGoneAfterAsync(TimeSpan.FromSeconds(1.5), time, ct)) return;
        foreach (var signal in (int[])[ProcessTable.Terminate, ProcessTable.Terminate, ProcessTable.Kill])
        {
            if (IsAlive) ProcessTable.Signal(pid, signal);
            if (await IsGoneAfterAsync(TimeSpan.FromSeconds(signal == ProcessTable.Kill ? 2 : 0.5), time, ct)) return;
        }
    }

    public void Dispose() => child?.Dispose();

    internal static string ReadScript(string name)
    {
        using var stream = typeof(IngestProcess).Assembly.GetManifestResourceStream($"{typeof(IngestProcess).Namespace}.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Quit()
    {
        try
        {
            // Read and write, as FFmpeg's own end: opening never blocks, whoever is on the other side.
            using var pipe = new FileStream(folder.File("stdin"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            pipe.Write("q"u8);
        }
        catch (IOException)
        {
            // no pipe yet: the signals follow
        }
    }

    private async Task<bool> IsGoneAfterAsync(TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), time);
        for (var began = time.GetTimestamp(); IsAlive; await timer.WaitForNextTickAsync(ct))
            if (time.GetElapsedTime(began) > patience) return false;
        return true;
    }

    // The script writes the pid file in its first milliseconds; until then the child itself says whether it lives.
    private bool FindPid()
    {
        if (pid == 0 && folder.ReadPid() is { } known) (pid, startTicks) = known;
        if (pid == 0 && child is { HasExited: false }) (pid, startTicks) = (child.Id, ProcessTable.StartTicks(child.Id) ?? 0);
        return pid != 0;
    }
}
