using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Support;

/// <summary>
/// The whole application as a process of its own, so that it can be killed for real, with a data directory that outlives it.
/// What it leaves behind is ended with it.
/// </summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    public const string Key = "bm_fault_test_key_that_may_do_everything_01";

    private readonly TempFolder data = new();
    private readonly StringBuilder log = new();
    private readonly Dictionary<string, string> settings;
    private Process? process;
    private HttpClient? client;

    private AppProcess(Dictionary<string, string> settings) => this.settings = settings;

    public string DataDirectory => data.Path;

    public int Pid => Running.Id;

    public HttpClient Client => client ?? throw new InvalidOperationException("The application is not started.");

    public bool HasExited => Running.HasExited;

    /// <summary>Everything that it wrote, over all its lives.</summary>
    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    private Process Running => process ?? throw new InvalidOperationException("The application is not started.");

    /// <param name="settings">By configuration key with colons.</param>
    public static async Task<AppProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var app = new AppProcess(settings.ToDictionary(s => s.Key, s => s.Value));
        await app.StartAgainAsync();
        return app;
    }

    /// <summary>Starts it, or starts it again on the same data.</summary>
    public async Task StartAgainAsync()
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The application ended before it listened:\n{Log}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = await listening.Task.WaitAsync(Eventually.Patience);
        client?.Dispose();
        client = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) } };
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

    /// <summary>Process ids of the FFmpegs that write below the data directory (or another folder).</summary>
    public IReadOnlyList<int> FfmpegPids(string? folder = null) => Signals.Processes("ffmpeg", folder ?? DataDirectory);

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
        // The guard among them.
        foreach (var pid in Signals.Processes("", DataDirectory)) await Signals.SendAsync(pid, "KILL");
        data.Dispose();
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BlazorMedia.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (key, value) in Defaults().Concat(settings)) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private Dictionary<string, string> Defaults() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["urls"] = "http://127.0.0.1:0",
        ["BlazorMedia:DataDirectory"] = DataDirectory,
        ["Accounts:FirstAdmin:Email"] = AppFixture.AdminEmail,
        ["Accounts:FirstAdmin:Password"] = AppFixture.AdminPassword,
        ["Accounts:ApiKeys:0:Name"] = "faults",
        ["Accounts:ApiKeys:0:Key"] = Key,
        ["Accounts:ApiKeys:0:Scopes"] = "*",
        ["Streams:Demo"] = "false",
    };

    private void Read(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null) return;
        lock (log) log.AppendLine(line);
        var address = Listening().Match(line);
        if (address.Success) listening.TrySetResult(new Uri(address.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
