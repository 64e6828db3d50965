using System.Diagnostics;

namespace BlazorMedia.Tests.Support;

/// <summary>A command of the command line, run in a process of its own as a person would.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    public static Task<CommandRun> RunAsync(string dataDirectory, params string[] words) => RunAsync(dataDirectory, [], words);

    /// <param name="settings">By configuration key with colons.</param>
    public static async Task<CommandRun> RunAsync(string dataDirectory, (string Key, string Value)[] settings, string[] words)
    {
        using var process = Start(dataDirectory, settings, words);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return new(process.ExitCode, output, await errors);
    }

    public static Process Start(string dataDirectory, (string Key, string Value)[] settings, string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BlazorMedia.Web.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["BlazorMedia__DataDirectory"] = dataDirectory;
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }
}
