using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;

namespace BlazorMedia.Bench;

/// <summary>The app as it is started by <c>./run</c>: its own process, a data directory of its own, asked through its API.</summary>
internal sealed class BenchApp : IAsyncDisposable
{
    private const string Key = "bm_bench_key_that_may_do_everything_0123456789";

    private readonly Process process;
    private readonly HttpClient http;
    private bool isDisposed;

    private BenchApp(Process process, int port, string data)
    {
        (this.process, Data) = (process, data);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public string Data { get; }

    public int Pid => process.Id;

    public static async Task<BenchApp> StartAsync(string data, CancellationToken ct)
    {
        var (output, port) = (Output(), FreePort());
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_CONTENTROOT"] = output,
            ["BlazorMedia__DataDirectory"] = data,
            ["Streams__Demo"] = "false",
            ["Streams__Publish__RtmpPort"] = "0",
            ["Streams__ReadOut__RtspPort"] = "0",
            ["Recordings__Retention__MinFreeBytes"] = "0",
            ["Accounts__FirstAdmin__Email"] = "bench@example.org",
            ["Accounts__FirstAdmin__Password"] = "Ten-Thousand-Cameras-1",
            ["Accounts__ApiKeys__0__Name"] = "bench",
            ["Accounts__ApiKeys__0__Key"] = Key,
            ["Accounts__ApiKeys__0__Scopes"] = "*",
            ["Accounts__Limits__RequestsPerMinutePerKey"] = "10000000",
        };
        var process = Programs.Start("dotnet", [Path.Combine(output, "BlazorMedia.Web.dll"), "--urls", $"http://127.0.0.1:{port}"], environment);
        var app = new BenchApp(process, port, data);
        await Wait.UntilAsync(app.AnswersAsync, "the app answers", ct);
        return app;
    }

    /// <summary>Throws with the answer's text when it is a refusal.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string address, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    public Task<JsonElement> GetAsync(string address, CancellationToken ct) => http.GetFromJsonAsync<JsonElement>(address, ct);

    public async Task AddStreamAsync(string name, string source, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/streams", new { name, source, onDemand = false, enabled = true }, ct);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }

    public async Task<int> LiveStreamsAsync(CancellationToken ct)
    {
        var list = await http.GetFromJsonAsync<JsonElement>("/api/v1/streams", ct);
        return list.GetProperty("items").EnumerateArray().Count(s => string.Equals(s.GetProperty("state").GetString(), "live", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Starts a recording and answers with the milliseconds until the state was "recording"; stops it again.</summary>
    public async Task<double> TimeStartAsync(string stream, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await http.PostAsJsonAsync("/api/v1/recordings/tasks", new { stream, minutes = 1 }, ct);
        var task = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        var elapsed = watch.Elapsed.TotalMilliseconds;
        if (answer.StatusCode != HttpStatusCode.Created || !string.Equals(task.GetProperty("state").GetString(), "recording", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"The recording did not start: {task}");
        using var stopped = await http.DeleteAsync($"/api/v1/recordings/tasks/{task.GetProperty("id").GetString()}", ct);
        stopped.EnsureSuccessStatusCode();
        return elapsed;
    }

    public async Task<Guid> StreamIdAsync(string stream, CancellationToken ct) =>
        (await http.GetFromJsonAsync<JsonElement>($"/api/v1/streams/{stream}", ct)).GetProperty("id").GetGuid();

    public async Task<ClientWebSocket> WatchAsync(Guid stream, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + Key);
        await socket.ConnectAsync(new UriBuilder(http.BaseAddress!) { Scheme = "ws", Path = $"/live/{stream}/ws" }.Uri, ct);
        return socket;
    }

    /// <summary>Milliseconds until the whole answer is there.</summary>
    public async Task<double> TimeGetAsync(string address, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await http.GetByteArrayAsync(new Uri(address, UriKind.Relative), ct);
        return watch.Elapsed.TotalMilliseconds;
    }

    public async Task<JsonElement> StartRecordingAsync(string stream, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/recordings/tasks", new { stream, minutes = 10 }, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    /// <summary>Stops the task and answers with its recording, when that is ready.</summary>
    public async Task<JsonElement> FinishRecordingAsync(JsonElement task, CancellationToken ct)
    {
        using var stopped = await http.DeleteAsync($"/api/v1/recordings/tasks/{task.GetProperty("id").GetString()}", ct);
        stopped.EnsureSuccessStatusCode();
        var recording = default(JsonElement);
        await Wait.UntilAsync(
            async c => (recording = await http.GetFromJsonAsync<JsonElement>($"/api/v1/recordings/{task.GetProperty("recordingId").GetString()}", c)).GetProperty("state").GetString() == "ready",
            "the recording is ready",
            ct);
        return recording;
    }

    /// <summary>Reads a picture to its end and answers with the instant that it shows.</summary>
    public async Task<DateTimeOffset> TakenAtAsync(string picture, CancellationToken ct)
    {
        using var answer = await http.GetAsync(picture, ct);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(ct);
        return DateTimeOffset.Parse(answer.Headers.GetValues("X-Taken-At").First(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        http.Dispose();
        await Programs.StopAsync(process);
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        if (process.HasExited) throw new InvalidOperationException($"The app ended with {process.ExitCode} before it answered.");
        try
        {
            using var answer = await http.GetAsync("/api/v1/streams", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // The build output of the app itself, in the configuration of this program: only there do its static files stand.
    private static string Output()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var root = own;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "BlazorMedia.sln"))) root = root.Parent;
        if (root is null || own.Parent is null) throw new InvalidOperationException("Start this from the repository: dotnet run -c Release --project bench");
        return Path.Combine(root.FullName, "BlazorMedia.Web", "bin", own.Parent.Name, own.Name);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
