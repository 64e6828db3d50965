namespace BlazorMedia.Web.Features.Streams.Events;

/// <summary>
/// Turns changes of streams into events. It stops with the first sign that the app stops: what happens to streams from then on is our doing, not an outage.
/// Events are of what happens; a state is asked at <c>/api/v1/streams</c>, so a kill within the moment between change and row loses at most that one.
/// </summary>
internal sealed partial class StreamEventWriter(
    StreamChangeQueue queue, StreamEventLedger ledger, IHostApplicationLifetime app, TimeProvider time, ILogger<StreamEventWriter> logger) : BackgroundService
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly StreamEventRules rules = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, app.ApplicationStopping);
        try
        {
            while (true)
            {
                while (queue.Reader.TryRead(out var change))
                    if (rules.Take(change) is { } news) await TellAsync(news, stop.Token);
                foreach (var left in rules.TakeDue(time.GetUtcNow())) await TellAsync(left, stop.Token);
                await WaitAsync(stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // nothing more is to be told
        }
    }

    /// <summary>Until something changed or something has settled.</summary>
    private async Task WaitAsync(CancellationToken ct)
    {
        using var due = new CancellationTokenSource(rules.NextDue is { } at ? Max(at - time.GetUtcNow(), TimeSpan.FromMilliseconds(1)) : Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, due.Token);
        try
        {
            await queue.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // it has settled
        }
    }

    private async Task TellAsync(StreamChange news, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Pause, time);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ledger.SaveAsync(news, ct);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, news.Name, news.Move, attempt);
                if (attempt == Attempts) return;
            }
            await timer.WaitForNextTickAsync(ct);
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    [LoggerMessage(LogLevel.Error, "The event that stream {Stream} changed to {Move} could not be written, attempt {Attempt}")]
    private partial void LogFailed(Exception exception, string stream, StreamMove move, int attempt);
}
