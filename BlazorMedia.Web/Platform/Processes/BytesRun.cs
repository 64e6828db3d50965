using System.Diagnostics;

namespace BlazorMedia.Web.Platform.Processes;

/// <summary>A program that made bytes of bytes: all of standard input in, all of standard output out.</summary>
/// <param name="Errors">What it wrote to stderr.</param>
internal sealed record BytesRun(int ExitCode, byte[] Output, string Errors)
{
    /// <summary>Cancelling kills the program, then throws.</summary>
    public static async Task<BytesRun> RunAsync(string program, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(ct);
            var feed = FeedAsync(process, input, ct);
            using var output = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(output, ct);
            await feed;
            await process.WaitForExitAsync(ct);
            return new BytesRun(process.ExitCode, output.ToArray(), await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has what it wanted, or failed; its exit code says which.
        }
    }
}
