using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>
/// The one writer of the history of streams, in the order of what happened. It stops with the first sign that the app stops: what happens to streams
/// from then on is our doing, and the next life of the app writes it as such.
/// </summary>
internal sealed partial class SpanWriter(SpanQueue queue, SpanHistory history, IHostApplicationLifetime app, TimeProvider time, ILogger<SpanWriter> logger) : BackgroundService
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SpanRules rules = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, app.ApplicationStopping);
        history.Begin();
        try
        {
            while (true)
            {
                while (queue.Reader.TryRead(out var move))
                    if (rules.Take(move) is { } before) await WriteAsync(before, stop.Token);
                foreach (var move in rules.TakeDue(time.GetUtcNow())) await WriteAsync(move, stop.Token);
                history.Beat();
                await WaitAsync(stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            history.Beat(isLast: true);
        }
    }

    /// <summary>Until something changed, something lasted long enough, or it is time to say that the app lives.</summary>
    private async Task WaitAsync(CancellationToken ct)
    {
        var span = rules.NextDue is { } at ? at - time.GetUtcNow() : HealthPulse.Rhythm;
        if (span > HealthPulse.Rhythm) span = HealthPulse.Rhythm;
        if (span < TimeSpan.FromMilliseconds(1)) span = TimeSpan.FromMilliseconds(1);
        using var due = new CancellationTokenSource(span, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, due.Token);
        try
        {
            await queue.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // it is due
        }
    }

    private async Task WriteAsync(SpanMove move, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Pause, time);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await history.WriteAsync(move, ct);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, move.StreamId, move.State, attempt);
                if (attempt == Attempts) return;
            }
            await timer.WaitForNextTickAsync(ct);
        }
    }

    [LoggerMessage(LogLevel.Error, "That stream {StreamId} became {State} could not be written into its history, attempt {Attempt}")]
    private partial void LogFailed(Exception exception, Guid streamId, StreamState state, int attempt);
}
