namespace BlazorMedia.Web.Platform;

/// <summary>
/// Stops the app in order and lets Program.cs begin anew in the same process. An exit code that asks a supervisor for it would leave an app
/// that nobody supervises down.
/// </summary>
internal sealed partial class AppRestart(IHostApplicationLifetime lifetime, ILogger<AppRestart> logger)
{
    /// <summary>No exit code of a process: those are 0 to 255.</summary>
    public const int Again = -1;

    private bool isWanted;

    /// <summary>From a thread of its own: stopping closes the very connection that the wish came by, and waits for it.</summary>
    public void Request()
    {
        isWanted = true;
        _ = Task.Run(lifetime.StopApplication);
    }

    /// <summary>Runs the app until it is stopped.</summary>
    /// <returns>The exit code, or <see cref="Again"/>.</returns>
    public async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.RunAsync();
        }
        catch (Exception exception) when (isWanted && exception is AggregateException or OperationCanceledException)
        {
            // Something took too long to stop. Without the new start, the app would stay down for it.
            LogStopped(exception);
        }
        return isWanted ? Again : 0;
    }

    [LoggerMessage(LogLevel.Warning, "Not everything stopped in order before the restart")]
    private partial void LogStopped(Exception exception);
}
