using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>Somebody else's server: a real Kestrel on the loopback that keeps what it got and answers as it is told.</summary>
internal sealed class StandInReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private StandInReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<ReceivedHook> Requests { get; } = new();

    /// <summary>How it answers; 204 unless told otherwise. May be changed while it runs.</summary>
    public Func<HttpContext, ReceivedHook, Task> Answer { get; set; } = (context, _) =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public Uri Url => new(app.Urls.First() + "/hook");

    public static async Task<StandInReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new StandInReceiver(builder.Build());
        receiver.app.Run(receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public void AnswerWith(int status, Action<HttpResponse>? more = null) => Answer = (context, _) =>
    {
        context.Response.StatusCode = status;
        more?.Invoke(context.Response);
        return Task.CompletedTask;
    };

    /// <summary>Takes the request and says nothing until the other side gives up.</summary>
    public void Hang() => Answer = (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new ReceivedHook(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        Requests.Enqueue(request);
        try
        {
            await Answer(context, request);
        }
        catch (OperationCanceledException)
        {
            // the sender gave up
        }
    }
}

internal sealed record ReceivedHook(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string Id => Headers["webhook-id"];

    /// <summary>As a receiver with this secret computes it, over the bytes that came.</summary>
    public string SignatureBy(string secret) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}."), .. Body]));
}
