using System.Globalization;
using System.Runtime.InteropServices;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>Linux's process table: who lives, since when, with which command line; signals to process groups, and the pipes between processes.</summary>
internal static partial class ProcessTable
{
    public const int Terminate = 15;
    public const int Kill = 9;

    /// <summary>Field 22 of <c>/proc/PID/stat</c> (clock ticks since boot); null when the process is gone or only a zombie.</summary>
    public static long? StartTicks(int pid)
    {
        try
        {
            var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{pid}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>True also for a zombie.</summary>
    public static bool Exists(int pid) => SendSignal(pid, 0) == 0;

    /// <summary>True when this process runs with <paramref name="text"/> somewhere in its command line.</summary>
    public static bool CommandLineHolds(int pid, string text)
    {
        try
        {
            return File.ReadAllText(FormattableString.Invariant($"/proc/{pid}/cmdline")).Contains(text, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Seconds since boot; unlike the wall clock it never steps.</summary>
    public static double Uptime() => double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>Signals the whole group that the process leads.</summary>
    public static void Signal(int leader, int signal) => _ = SendSignal(-leader, signal);

    /// <summary>Makes a named pipe that only this user may use.</summary>
    public static bool MakePipe(string path) => MakeFifo(path, Convert.ToUInt32("600", 8)) == 0;

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
