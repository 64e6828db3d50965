using System.Diagnostics;

namespace BlazorMedia.Tests.Support.Media;

/// <summary>One run of a command-line tool to its end.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    public static async Task<ToolRun> StartAsync(string tool, IEnumerable<string> arguments, CancellationToken ct = default)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new ToolRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static async Task<string> OutputOfAsync(string tool, IEnumerable<string> arguments, CancellationToken ct = default)
    {
        var run = await StartAsync(tool, arguments, ct);
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"{tool} ended with {run.ExitCode}: {run.Errors}");
    }
}
