using System.Net.Http.Headers;

namespace BlazorMedia.Tests.Support;

/// <summary>The application under fault: a process with a data directory that outlives it, and a key. What it leaves behind is ended with it.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    public const string Key = "bm_fault_test_key_that_may_do_everything_01";

    private readonly TempFolder data = new();
    private readonly ServerProcess server;
    private HttpClient? client;

    private AppProcess(IEnumerable<(string Key, string Value)> settings) =>
        server = new ServerProcess(AppContext.BaseDirectory, Defaults().Concat(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).ToDictionary());

    public string DataDirectory => data.Path;

    public HttpClient Client => client ?? throw new InvalidOperationException("The application is not started.");

    public string Log => server.Log;

    public int Pid => server.Pid;

    /// <param name="settings">By configuration key with colons.</param>
    public static async Task<AppProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var app = new AppProcess(settings);
        await app.StartAgainAsync();
        return app;
    }

    /// <summary>Starts it again on the same data, after a kill.</summary>
    public async Task StartAgainAsync()
    {
        await server.StartAsync();
        client?.Dispose();
        client = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) } };
    }

    /// <inheritdoc cref="ServerProcess.KillAsync" />
    public Task KillAsync() => server.KillAsync();

    /// <inheritdoc cref="ServerProcess.TerminateAsync" />
    public Task<int> TerminateAsync() => server.TerminateAsync();

    /// <summary>Process ids of the FFmpegs that write below the data directory (or another folder).</summary>
    public IReadOnlyList<int> FfmpegPids(string? folder = null) => Signals.Processes("ffmpeg", folder ?? DataDirectory);

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await server.DisposeAsync();
        // The guard among them.
        foreach (var pid in Signals.Processes("", DataDirectory)) await Signals.SendAsync(pid, "KILL");
        data.Dispose();
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
        ["Accounts:Limits:RequestsPerMinutePerKey"] = "10000000",
        ["Accounts:Limits:RequestsPerMinutePerAddress"] = "10000000",
        ["Accounts:Limits:SignInPerMinute"] = "10000000",
        ["Streams:Demo"] = "false",
        // However full the disk of this machine is; tests of the reserve set their own.
        ["Recordings:Retention:MinFreeBytes"] = "0",
        ["Streams:Publish:RtmpPort"] = "0",
        ["Streams:ReadOut:RtspPort"] = "0",
    };
}
