using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Bench;

/// <summary>
/// The other side of the deliveries, in a process of its own: <c>/ok/…</c> answers at once, <c>/hang/…</c> never. The time of an event
/// stands in its body; both processes read the same monotonic clock of the machine.
/// </summary>
internal static class DeliveriesReceiver
{
    public const string Argument = "deliveries-receiver";
    public const string Stamp = "\"stamp\":";

    public static async Task RunAsync()
    {
        var times = new ConcurrentQueue<double>();
        var count = 0L;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Map("/hang/{name}", (HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        app.MapGet("/count", () => Interlocked.Read(ref count));
        app.MapGet("/times", () => times.ToArray());
        app.Map("/ok/{name}", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            if (StampOf(body) is > 0 and var stamp) times.Enqueue(Stopwatch.GetElapsedTime(stamp).TotalMilliseconds);
            Interlocked.Increment(ref count);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        // The bench ends it by closing its input.
        await Console.In.ReadLineAsync();
    }

    private static long StampOf(string body)
    {
        var at = body.IndexOf(Stamp, StringComparison.Ordinal);
        if (at < 0) return 0;
        var digits = body.AsSpan(at + Stamp.Length);
        return long.Parse(digits[..digits.IndexOfAnyExceptInRange('0', '9')], CultureInfo.InvariantCulture);
    }
}
