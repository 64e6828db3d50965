using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.Logging.Console;

namespace BlazorMedia.Web.Platform.Commands;

/// <summary>Where Program.cs turns off to a command: <c>blazormedia backup</c> instead of the app itself.</summary>
internal static class CommandLine
{
    /// <summary>False for the app itself, whose arguments are settings: <c>--urls …</c>.</summary>
    public static bool IsCommand(string[] words) => words is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "--version");

    /// <summary>What a command answers goes to stdout alone, so that it can be piped; what is logged goes to stderr.</summary>
    public static void LogToErrors(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter(null, LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <returns>The exit code: 0 done, 1 something is wrong, 2 a mistake of the person, 130 interrupted.</returns>
    public static async Task<int> RunCommandAsync(this WebApplication app, string[] words)
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The command tidies up and ends by itself.
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        try
        {
            return await app.Services.GetRequiredService<CommandRunner>().RunAsync(words, Console.Out, Console.Error, app.RefuseMistakes, interrupted.Token);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return 130;
        }
    }
}
