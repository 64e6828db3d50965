using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Webhooks;
using BlazorMedia.Web.Features.Webhooks;

namespace BlazorMedia.Bench;

/// <summary>Webhook deliveries to a receiver in another process: accepted durably, sent, and their outcomes written durably.</summary>
internal sealed class DeliveriesBench(Results results, DeliveriesTarget receiver, string folder)
{
    private const int Healthy = 10;
    private const int Hanging = 10;
    private const int Writers = 8;
    private const int Events = 3_000;
    private const int Backlog = 100_000;
    private const int Live = 5;

    public static async Task RunAsync(Results results, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-bench-deliveries-");
        try
        {
            await using var receiver = await DeliveriesTarget.StartAsync();
            var bench = new DeliveriesBench(results, receiver, folder.FullName);
            var bare = await bench.MeasureBareAsync(ct);
            await bench.MeasureAcceptedAsync(bare, fanOut: 1, ct);
            await bench.MeasureAcceptedAsync(bare, fanOut: Healthy, ct);
            await bench.MeasureBacklogAsync(bare, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What the machine can do at all with the same body, without rows, signatures and outcomes.
    private async Task<double> MeasureBareAsync(CancellationToken ct)
    {
        Console.Error.WriteLine("… deliveries: bare posts");
        const int posts = 20_000;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var body = Encoding.UTF8.GetBytes(Outbox.MessageOf("bench.event", Payload(0), TimeProvider.System.GetUtcNow()).Body);
        var url = receiver.Url("ok/bare");
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, posts, new ParallelOptions { MaxDegreeOfParallelism = Healthy * WebhookEndpoint.DefaultConcurrency, CancellationToken = ct }, async (_, token) =>
        {
            using var answer = await http.PostAsync(url, new ByteArrayContent(body), token);
        });
        var rate = posts / watch.Elapsed.TotalSeconds;
        results.Add("bare HTTP posts (baseline)", $"{rate:#,0}/s");
        return rate;
    }

    private async Task MeasureAcceptedAsync(double bare, int fanOut, CancellationToken ct)
    {
        Console.Error.WriteLine($"… deliveries: accept and send, {fanOut} per event");
        await using var host = await HostAsync($"accept-{fanOut}");
        for (var i = 0; i < Healthy; i++) await AddAsync(host, $"ok/{i}", fanOut == 1 ? [$"bench.event{i}"] : []);
        await host.StartAsync();
        var (count, before) = (Events * Math.Min(fanOut * 2, 10), await receiver.CountAsync(ct));
        var events = count / fanOut;
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, events, new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = ct }, async (i, _) => await host.EmitAsync($"bench.event{i % Healthy}", Payload(0)));
        var accepted = watch.Elapsed;
        await DrainedAsync(host, before + events * fanOut, ct);
        var rate = events * fanOut / watch.Elapsed.TotalSeconds;
        results.Add($"accepted one commit per event, {fanOut} deliveries each, {Writers} writers", $"{events / accepted.TotalSeconds:#,0} events/s accepted, {rate:#,0} deliveries/s to the end ({rate / bare:0.00} of bare)", "2,000 deliveries/s");
        await host.StopAsync(ct);
    }

    private async Task MeasureBacklogAsync(double bare, CancellationToken ct)
    {
        Console.Error.WriteLine($"… deliveries: {Backlog:#,0} waiting, {Hanging} endpoints hang");
        await using var host = await HostAsync("backlog");
        for (var i = 0; i < Healthy; i++) await AddAsync(host, $"ok/{i}", ["bench.bulk"]);
        for (var i = 0; i < Hanging; i++) await AddAsync(host, $"hang/{i}", ["bench.bulk", "bench.live"]);
        for (var i = 0; i < Live; i++) await AddAsync(host, $"ok/live{i}", ["bench.live"]);
        await FillAsync(host, ct);
        var before = await receiver.CountAsync(ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await host.StartAsync();
        var watch = Stopwatch.StartNew();
        var live = EmitLiveAsync(host, stop.Token);
        await Wait.UntilAsync(async token => await receiver.CountAsync(token) >= before + Backlog, "the backlog is drained", ct);
        var rate = Backlog / watch.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await live;
        results.Add($"{Backlog:#,0} waiting rows of {Healthy} healthy endpoints drain while {Hanging} hang", $"{watch.Elapsed.TotalSeconds:0.0} s, {rate:#,0}/s ({rate / bare:0.00} of bare)", "2,000/s");
        results.AddTimes("meanwhile, a new event until a healthy endpoint has it", await receiver.TimesAsync(ct), 0.99, "p99 below 1,000 ms");
        await host.StopAsync(new CancellationToken(canceled: true));
    }

    private static async Task EmitLiveAsync(DeliveryHost host, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (await timer.WaitForNextTickAsync(ct)) await host.EmitAsync("bench.live", Payload(Stopwatch.GetTimestamp()));
        }
        catch (OperationCanceledException)
        {
            // the measurement is over
        }
    }

    private static async Task FillAsync(DeliveryHost host, CancellationToken ct)
    {
        var endpoints = (await host.AllAsync<WebhookEndpoint>()).Where(e => e.Hears("bench.bulk")).ToList();
        for (var written = 0; written < Backlog / Healthy; written += 250)
        {
            await using var db = host.Databases.CreateDbContext();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var i = 0; i < 250; i++)
            {
                var now = TimeProvider.System.GetUtcNow();
                var message = Outbox.MessageOf("bench.bulk", Payload(0), now);
                db.Add(message);
                db.AddRange(endpoints.Select(e => WebhookDelivery.Create(message, e, now)));
            }
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task DrainedAsync(DeliveryHost host, long count, CancellationToken ct)
    {
        await Wait.UntilAsync(async token => await receiver.CountAsync(token) >= count, "everything is received", ct, every: TimeSpan.FromMilliseconds(20));
        await Wait.UntilAsync(async _ => (await host.CountWaitingAsync()) == 0, "everything is written", ct, every: TimeSpan.FromMilliseconds(20));
    }

    private Task<DeliveryHost> HostAsync(string name) => DeliveryHost.CreateAsync(Path.Combine(folder, name + ".db"), TimeProvider.System);

    private Task<WebhookEndpoint> AddAsync(DeliveryHost host, string path, string[] types) => host.AddEndpointAsync(receiver.Url(path), s => s with { EventTypes = types });

    private static object Payload(long stamp) => new { recordingId = "0197f2f0-2a52-7b6e-9d59-0a3f6f1d2c11", stream = "camera7", file = "20261120/camera7.mp4", sizeBytes = 90_000_000, durationMilliseconds = 180_000, stamp };
}

/// <summary>The receiver's process.</summary>
internal sealed class DeliveriesTarget : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient http;

    private DeliveriesTarget(Process process, Uri address) => (this.process, http) = (process, new HttpClient { BaseAddress = address });

    public static async Task<DeliveriesTarget> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DeliveriesTarget).Assembly.Location, DeliveriesReceiver.Argument]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The receiver did not start.");
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The receiver ended.");
        return new(process, new Uri(line));
    }

    public Uri Url(string path) => new(http.BaseAddress!, path);

    public async Task<long> CountAsync(CancellationToken ct) => long.Parse(await http.GetStringAsync("count", ct), CultureInfo.InvariantCulture);

    public async Task<double[]> TimesAsync(CancellationToken ct) => await http.GetFromJsonAsync<double[]>("times", ct) ?? [];

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
