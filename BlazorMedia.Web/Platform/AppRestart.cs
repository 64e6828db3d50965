namespace BlazorMedia.Web.Platform;

/// <summary>
/// Stops the app in order and lets Program.cs begin anew in the same process. An exit code that asks a supervisor for it would leave an app
/// that nobody supervises down.
/// </summary>
internal sealed class AppRestart(IHostApplicationLifetime lifetime)
{
    /// <summary>No exit code of a process: those are 0 to 255.</summary>
    public const int Again = -1;

    public bool IsWanted { get; private set; }

    public void Request()
    {
        IsWanted = true;
        lifetime.StopApplication();
    }
}
