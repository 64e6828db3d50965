using System.Collections.Concurrent;
using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>The requests that are under way.</summary>
internal sealed partial class DeliveryRequests(DeliverySender sender, DeliverySignals signals, TimeProvider clock, ILogger<DeliveryRequests> logger) : IDisposable
{
    private static readonly TimeSpan GraceAtStop = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<SentDelivery> finished = new();
    private readonly ConcurrentQueue<Guid> brokenOff = new();
    private readonly ConcurrentDictionary<Task, byte> running = new();
    private readonly CancellationTokenSource stop = new();
    private volatile bool isStopping;

    /// <summary>Begins as many as the lane allows.</summary>
    public void Begin(EndpointLane lane)
    {
        while (!isStopping && lane.TryTake(clock.GetUtcNow(), out var delivery, out var isProbe))
        {
            var run = RunAsync(lane, delivery, isProbe);
            running.TryAdd(run, 0);
            _ = run.ContinueWith(r => running.TryRemove(r, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    public IEnumerable<SentDelivery> TakeFinished()
    {
        while (finished.TryDequeue(out var outcome)) yield return outcome;
    }

    /// <summary>Those that had no outcome when the app stopped; they are sent again.</summary>
    public IEnumerable<Guid> TakeBrokenOff()
    {
        while (brokenOff.TryDequeue(out var id)) yield return id;
    }

    /// <summary>From now on nothing is begun.</summary>
    public void Close() => isStopping = true;

    /// <summary>Waits a little for those under way, and breaks off the rest.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        Close();
        using var grace = new CancellationTokenSource(GraceAtStop, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, ct);
        await using var end = both.Token.Register(stop.Cancel);
        await Task.WhenAll(running.Keys);
    }

    public void Dispose() => stop.Dispose();

    // Whoever finishes takes the lane's next one, so that a lane need not wait for the loop between two requests.
    private async Task RunAsync(EndpointLane lane, ClaimedDelivery delivery, bool isProbe)
    {
        await Task.Yield();
        do
        {
            var sent = await SendAsync(lane.Target, delivery);
            lane.Finish(sent, clock.GetUtcNow());
            if (sent is null) brokenOff.Enqueue(delivery.Row.Id);
            else Record(delivery.Row, sent, isProbe);
        }
        while (!isStopping && lane.TryTake(clock.GetUtcNow(), out delivery, out isProbe));
    }

    private async Task<RequestOutcome?> SendAsync(EndpointTarget target, ClaimedDelivery delivery)
    {
        try
        {
            return await sender.SendAsync(target, delivery.Row.MessageId, delivery.Type, delivery.Body, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception exception)
        {
            // One event that cannot even be sent must not stand in the way of those behind it.
            LogBug(exception, delivery.Row.Id);
            return new(clock.GetUtcNow(), TimeSpan.Zero, null, DeliveryErrors.Internal, null, "", null);
        }
    }

    private void Record(WebhookDelivery row, RequestOutcome sent, bool isProbe)
    {
        var now = clock.GetUtcNow();
        if (sent.IsSuccess) row.RecordSuccess(sent.Status!.Value, now);
        else row.RecordFailure(sent.Status, sent.Error!, RetrySchedule.Next(row.Step + 1, sent.RetryAfter, now, Random.Shared.NextDouble()), now);
        finished.Enqueue(new(row, sent, isProbe));
        signals.Wake();
    }

    [LoggerMessage(LogLevel.Error, "Webhook delivery {DeliveryId} could not be sent")]
    private partial void LogBug(Exception exception, Guid deliveryId);
}
