using System.Diagnostics;
using System.Text;

namespace BlazorMedia.Web.Platform.Processes;

/// <summary>A program that was run to its end.</summary>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="Errors">What it wrote to stderr.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Cancelling kills the program and its children, then throws.</summary>
    public static Task<ProgramRun> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct) => RunAsync(program, arguments, [], ct);

    /// <param name="environment">Beside this process's own; for what other users of the machine may not read in the arguments.</param>
    public static async Task<ProgramRun> RunAsync(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> environment, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(ct);
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new ProgramRun(process.ExitCode, output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
