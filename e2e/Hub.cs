using System.Text.RegularExpressions;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.E2E;

/// <summary>One started application with a data directory of its own, with the demo stream.</summary>
internal sealed partial class Hub : IAsyncDisposable
{
    public const string Email = "operator@example.org";
    public const string Password = "Ten-Thousand-Cameras-1";

    private readonly TempFolder data = new();
    private readonly ServerProcess server;

    private Hub(IEnumerable<KeyValuePair<string, string>> settings) => server = new ServerProcess(WebFolder(), Defaults().Concat(settings).ToDictionary());

    public Uri Address => server.Address;

    public string DataDirectory => data.Path;

    /// <summary>The link that the console shows as long as there is no administrator.</summary>
    public Task<string> FirstRunLinkAsync() => Eventually.GetAsync(
        () => Task.FromResult(FirstRun().Match(server.Log) is { Success: true } match ? match.Value : null), "the console shows the first-run link");

    /// <summary>As on a fresh machine: nobody has an account yet.</summary>
    public static Task<Hub> StartFreshAsync() => StartAsync([]);

    /// <summary>With an administrator from the configuration.</summary>
    public static Task<Hub> StartOwnedAsync(params IEnumerable<(string Key, string Value)> more) =>
        StartAsync([new("Accounts:FirstAdmin:Email", Email), new("Accounts:FirstAdmin:Password", Password), .. more.Select(m => new KeyValuePair<string, string>(m.Key, m.Value))]);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var pid in Signals.Processes("", data.Path)) await Signals.SendAsync(pid, "KILL");
        data.Dispose();
    }

    private static async Task<Hub> StartAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var hub = new Hub(settings);
        await hub.server.StartAsync();
        return hub;
    }

    private Dictionary<string, string> Defaults() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["urls"] = "http://127.0.0.1:0",
        ["BlazorMedia:DataDirectory"] = data.Path,
        ["Streams:Demo"] = "true",
        ["Recordings:Retention:MinFreeBytes"] = "0",
        ["Streams:Publish:RtmpPort"] = "0",
        ["Streams:ReadOut:RtspPort"] = "0",
    };

    /// <summary>The output of the application beside ours, built in the same configuration.</summary>
    private static string WebFolder()
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.Parent!.Parent!.FullName, "BlazorMedia.Web", "bin", mine.Parent.Name, mine.Name);
    }

    [GeneratedRegex(@"http://\S+/first-run\?code=\S+")]
    private static partial Regex FirstRun();
}
