using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;

namespace BlazorMedia.Web.Platform.Processes;

/// <summary>How a run of FFmpeg ended.</summary>
/// <param name="Errors">The last lines that it printed, at most 8 KiB.</param>
internal sealed record FfmpegOutcome(int ExitCode, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The line that says most, for people; a sentence of ours where FFmpeg printed none. On a full disk it says so first and complains about the consequences afterwards.</summary>
    public string Reason => Errors.Contains("No space left on device", StringComparison.Ordinal) ? "there is no space left on the disk."
        : Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? $"ffmpeg ended with code {ExitCode}.";
}

/// <summary>Runs FFmpeg to its end, for work that has one; what runs on and on is supervised elsewhere.</summary>
internal sealed class FfmpegRunner
{
    private const int KeptErrors = 8 * 1024;

    /// <param name="arguments">Without the program; <c>-hide_banner -loglevel error</c> come first by themselves.</param>
    /// <param name="produce">Writes standard input; null = there is none.</param>
    /// <param name="ct">Kills the process and whatever it started.</param>
    public Task<FfmpegOutcome> RunAsync(IEnumerable<string> arguments, Func<Stream, CancellationToken, Task>? produce, CancellationToken ct) =>
        RunAsync(arguments, produce, ProcessPriorityClass.Normal, ct);

    /// <param name="arguments">Without the program.</param>
    /// <param name="produce">Writes standard input; null = there is none.</param>
    /// <param name="priority">Of processor and disk; below normal for what nobody waits for.</param>
    /// <param name="ct">Kills the process and whatever it started.</param>
    public async Task<FfmpegOutcome> RunAsync(IEnumerable<string> arguments, Func<Stream, CancellationToken, Task>? produce, ProcessPriorityClass priority, CancellationToken ct)
    {
        using var process = Start(arguments, produce is not null);
        if (priority != ProcessPriorityClass.Normal) Calm(process, priority);
        try
        {
            var errors = ReadErrorsAsync(process, ct);
            var input = produce is null ? Task.FromResult<Exception?>(null) : FeedAsync(process, produce, ct);
            await process.WaitForExitAsync(ct);
            var fault = await input;
            // A broken pipe is FFmpeg's own failure, and its words say why. A failed producer under a contented FFmpeg is ours: the output is cut short.
            if (fault is not null && process.ExitCode == 0) ExceptionDispatchInfo.Throw(fault);
            return new FfmpegOutcome(process.ExitCode, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>For work that takes long and must leave the processor to what records meanwhile.</summary>
    /// <param name="folder">Where it is run, so that arguments can name files by names of ours alone.</param>
    /// <param name="report">How much of the output is written, several times a second.</param>
    /// <param name="ct">Kills the process and whatever it started.</param>
    public async Task<FfmpegOutcome> RunAsync(IEnumerable<string> arguments, string folder, Action<TimeSpan> report, CancellationToken ct)
    {
        using var process = Start(["-progress", "pipe:1", "-stats_period", "0.25", .. arguments], hasInput: false, folder);
        try
        {
            StepBack(process);
            var errors = ReadErrorsAsync(process, ct);
            await ReadProgressAsync(process, report, ct);
            await process.WaitForExitAsync(ct);
            return new FfmpegOutcome(process.ExitCode, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static void StepBack(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // it has ended already, or this user may not change it
        }
    }

    private static async Task ReadProgressAsync(Process process, Action<TimeSpan> report, CancellationToken ct)
    {
        const string time = "out_time_us=";
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
            if (line.StartsWith(time, StringComparison.Ordinal) && long.TryParse(line.AsSpan(time.Length), out var microseconds)) report(TimeSpan.FromMicroseconds(microseconds));
    }

    private static Process Start(IEnumerable<string> arguments, bool hasInput, string? folder = null)
    {
        var info = new ProcessStartInfo("ffmpeg", ["-hide_banner", "-loglevel", "error", .. hasInput ? Array.Empty<string>() : ["-nostdin"], .. arguments])
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(info)!;
        if (!hasInput) process.StandardInput.Close();
        // Who gives a folder reads the progress from it.
        if (folder is null) process.StandardOutput.Close();
        return process;
    }

    private static void Calm(Process process, ProcessPriorityClass priority)
    {
        try
        {
            process.PriorityClass = priority;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // it has ended already, or this system does not let us
        }
    }

    private static async Task<Exception?> FeedAsync(Process process, Func<Stream, CancellationToken, Task> produce, CancellationToken ct)
    {
        try
        {
            await produce(process.StandardInput.BaseStream, ct);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            CloseInput(process);
        }
    }

    private static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // broken already
        }
    }

    private static async Task<string> ReadErrorsAsync(Process process, CancellationToken ct)
    {
        var kept = new StringBuilder();
        while (await process.StandardError.ReadLineAsync(ct) is { } line)
        {
            kept.Append(line).Append('\n');
            if (kept.Length > KeptErrors) kept.Remove(0, kept.Length - KeptErrors);
        }
        return kept.ToString();
    }
}
