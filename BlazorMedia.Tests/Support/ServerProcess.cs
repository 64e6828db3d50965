using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Support;

/// <summary>The application as a process of its own, so that it can be killed for real. Started again, it gets the same settings.</summary>
/// <param name="folder">Where BlazorMedia.Web.dll and its files lie.</param>
/// <param name="settings">By configuration key with colons.</param>
internal sealed partial class ServerProcess(string folder, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private readonly StringBuilder log = new();
    private Process? process;

    public Uri Address { get; private set; } = new("http://not.started");

    public int Pid => Running.Id;

    /// <summary>Everything that it wrote, over all its lives.</summary>
    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    private Process Running => process ?? throw new InvalidOperationException("The application is not started.");

    /// <summary>Returns when it listens.</summary>
    public async Task StartAsync()
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The application ended before it listened:\n{Log}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(Eventually.Patience);
    }

    /// <summary>SIGKILL: nothing can be tidied up.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await Running.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it stops in order. The exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await Signals.SendAsync(Running.Id, "TERM");
        await Running.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return Running.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "BlazorMedia.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private void Read(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null) return;
        lock (log) log.AppendLine(line);
        var address = Listening().Match(line);
        if (address.Success) listening.TrySetResult(new Uri(address.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://[^\s""]+)")]
    private static partial Regex Listening();
}
