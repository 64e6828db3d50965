using System.Globalization;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Support;

/// <summary>Processes as the operating system sees them.</summary>
internal static class Signals
{
    /// <param name="signal"><c>KILL</c>, <c>TERM</c>, <c>STOP</c>, <c>CONT</c>.</param>
    public static Task SendAsync(int pid, string signal) =>
        ToolRun.StartAsync("/bin/sh", ["-c", $"kill -{signal} {pid.ToString(CultureInfo.InvariantCulture)}"]);

    /// <summary>Living processes of this program (or any, for "") whose command line names the folder.</summary>
    public static IReadOnlyList<int> Processes(string program, string folder) =>
        [.. Directory.GetDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && pid != Environment.ProcessId && Matches(CommandLine(pid), program, folder))];

    private static bool Matches(string[] command, string program, string folder) =>
        command.Length > 0 && (program.Length == 0 || Path.GetFileName(command[0]) == program)
        && Array.Exists(command, part => part.Contains(folder, StringComparison.Ordinal));

    private static string[] CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            // it ended meanwhile
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
