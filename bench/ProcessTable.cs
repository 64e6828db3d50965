using System.Globalization;
using System.Text;

namespace BlazorMedia.Bench;

/// <summary>What Linux tells of a process and its descendants.</summary>
internal static class ProcessTable
{
    /// <summary>A clock tick of <c>/proc/PID/stat</c> on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time of a process, of what runs below it, and of those of its children that have ended.</summary>
    /// <param name="mark">Further processes count that bear this text in their command line: an FFmpeg in a session of its own has no parent to be found by.</param>
    public static double CpuSeconds(int root, string? mark = null)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var pid) ? Read(pid) : null).OfType<Row>().ToList();
        var counted = new HashSet<int> { root };
        int before;
        do
        {
            before = counted.Count;
            foreach (var row in all.Where(r => counted.Contains(r.Parent) || (mark is not null && r.Command.Contains(mark, StringComparison.Ordinal)))) counted.Add(row.Pid);
        }
        while (counted.Count > before);
        return all.Where(r => counted.Contains(r.Pid)).Sum(r => r.Ticks) / TicksPerSecond;
    }

    /// <summary>Of this process alone.</summary>
    public static double OwnCpuSeconds(int pid) => (Read(pid)?.OwnTicks ?? 0) / TicksPerSecond;

    /// <summary>Bytes that belong to this process alone.</summary>
    public static long PrivateBytes(int pid) => File.ReadLines($"/proc/{pid}/smaps_rollup")
        .Where(l => l.StartsWith("Private_Clean:", StringComparison.Ordinal) || l.StartsWith("Private_Dirty:", StringComparison.Ordinal))
        .Sum(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);

    /// <summary>Bytes of a process in memory, shared ones too.</summary>
    public static long ResidentBytes(int pid) => long.Parse(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    public static int Descriptors(int pid) => Directory.GetFiles($"/proc/{pid}/fd").Length;

    /// <summary>Processes of FFmpeg that bear this text in their command line.</summary>
    public static IEnumerable<int> Bearing(string mark) =>
        Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var pid) ? Read(pid) : null).OfType<Row>()
            .Where(r => r.Command.StartsWith("ffmpeg", StringComparison.Ordinal) && r.Command.Contains(mark, StringComparison.Ordinal)).Select(r => r.Pid);

    private static Row? Read(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            // The name before it may hold spaces and brackets, so the fields are counted from the last bracket: state is the first.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..15].Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToList();
            return new Row(pid, int.Parse(fields[1], CultureInfo.InvariantCulture), ticks.Sum(), ticks[0] + ticks[1], Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline")));
        }
        catch (IOException)
        {
            return null; // it ended meanwhile
        }
    }

    private sealed record Row(int Pid, int Parent, long Ticks, long OwnTicks, string Command);
}
