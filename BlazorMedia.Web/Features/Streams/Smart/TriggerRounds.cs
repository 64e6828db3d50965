using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>Once a second for all paths: what the schedule says, whether the stream is there, and which encoder boxes are to be asked. Boxes are asked side by side.</summary>
internal sealed partial class TriggerRounds(
    TriggerBoard board, LiveStreams streams, DeviceCheck devices, IDbContextFactory<AppDbContext> databases, TimeProvider time, ILogger<TriggerRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // Another node may have saved a trigger.
    private static readonly TimeSpan Reread = TimeSpan.FromSeconds(15);

    // Streams need a moment after a start; their absence says nothing of the content until then.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private DateTimeOffset startedAt;
    private DateTimeOffset readAt;

    /// <summary>Before recordings are resumed: they ask at once whether they are still wanted.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        startedAt = time.GetUtcNow();
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (time.GetUtcNow() - readAt >= Reread) await ReadAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(exception);
            }
            foreach (var stream in streams.All) TryTend(stream, stoppingToken);
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Set<StreamTrigger>().AsNoTracking().ToListAsync(ct);
        foreach (var row in rows) board.Apply(row);
        board.RemoveOthers(rows.Select(r => r.StreamId).ToHashSet());
        readAt = time.GetUtcNow();
    }

    private void TryTend(LiveStream stream, CancellationToken ct)
    {
        if (board.Of(stream.Id) is not { Settings.Kind: not TriggerKind.None } trigger) return;
        try
        {
            Tend(stream, trigger, ct);
        }
        catch (Exception exception)
        {
            LogFailed(exception, stream.Name);
        }
    }

    private void Tend(LiveStream stream, PathTrigger trigger, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var isArmed = stream.Elsewhere is null && stream.Path.Enabled && board.IsArmed(trigger);
        var isLive = stream.Status.State == StreamState.Live;
        board.Tell(stream.Id, rules => rules.Arm(isArmed));
        trigger.KeepAwake(isArmed ? stream : null);
        if (!isLive && now - startedAt >= Grace) board.Tell(stream.Id, rules => rules.StreamGone(now));
        if (trigger.Settings.Kind != TriggerKind.Device || !isArmed || !isLive || now < trigger.NextAskAt || !trigger.TryAsk()) return;
        trigger.NextAskAt = now + TimeSpan.FromSeconds(trigger.Settings.CheckSeconds);
        _ = Task.Run(() => AskAsync(stream, trigger, ct), CancellationToken.None);
    }

    private async Task AskAsync(LiveStream stream, PathTrigger trigger, CancellationToken ct)
    {
        try
        {
            await devices.RunAsync(stream, trigger, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the app stops
        }
        catch (Exception exception)
        {
            LogFailed(exception, stream.Name);
        }
        finally
        {
            trigger.Asked();
        }
    }

    [LoggerMessage(LogLevel.Error, "The triggers could not be read; those that were read before go on")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Error, "The trigger of stream {Stream} could not be tended; it is tried again")]
    private partial void LogFailed(Exception exception, string stream);
}
