using System.Diagnostics;
using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>
/// Turns rows into requests and outcomes into rows. One loop writes and takes; the requests run beside it, at most as many per
/// endpoint as that one allows. It sleeps until a row is committed, a request ends, or the next row is due.
/// </summary>
internal sealed partial class DeliveryPump(EndpointLanes lanes, DeliveryLedger ledger, DeliveryRequests requests, DeliverySignals signals, PumpTools tools) : BackgroundService
{
    /// <summary>Rows of other nodes that died, and whatever a signal missed, are found within this time.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortTurn = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(100);

    private readonly List<SentDelivery> unwritten = [];
    private DateTimeOffset nextSweep = DateTimeOffset.MinValue;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        requests.Close();
        await base.StopAsync(cancellationToken);
        await requests.StopAsync(cancellationToken);
        unwritten.AddRange(requests.TakeFinished());
        if (unwritten.Count > 0 && !cancellationToken.IsCancellationRequested) await WriteAsync([], cancellationToken);
        // In a hurry they stay taken: a later life, or another node, sends them when their lease is over.
        if (!cancellationToken.IsCancellationRequested) await ledger.GiveBackAsync([.. lanes.All.SelectMany(l => l.GiveBack()).Select(c => c.Row.Id), .. requests.TakeBrokenOff()], cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFirst = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (isFirst) await ledger.TakeOverAsync(stoppingToken);
                isFirst = false;
                var begun = Stopwatch.GetTimestamp();
                await TurnAsync(stoppingToken);
                await RestAsync(Stopwatch.GetElapsedTime(begun), stoppingToken);
                await signals.WaitAsync(NextWake(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A database in trouble is not asked again at once; what is not written stays in memory and is written then.
                tools.LogTrouble(exception, unwritten.Count);
                await Task.Delay(PauseAfterTrouble, tools.Clock, stoppingToken);
            }
        }
    }

    // Who waits for SQLite's one writer asks again now and then, without a queue. Between two turns of a long backlog there must be
    // a gap as wide as a turn, or a request that only wants to store one row waits for seconds. How long a turn took and a rest lasts is the
    // machine's affair, whatever the calendar says meanwhile.
    private async Task RestAsync(TimeSpan turn, CancellationToken ct)
    {
        if (!ledger.HasOneWriter || turn < ShortTurn) return;
        await Task.Delay(turn < LongestRest ? turn : LongestRest, TimeProvider.System, ct);
    }

    private async Task TurnAsync(CancellationToken ct)
    {
        var isSweep = tools.Now >= nextSweep;
        if (signals.TakeEndpointsChanged() || isSweep) await lanes.ReloadAsync(ct);
        if (isSweep) await SweepAsync(ct);
        foreach (var id in signals.TakeDue()) lanes.Find(id)?.DueAt(tools.Now);
        unwritten.AddRange(requests.TakeFinished());
        var now = tools.Now;
        List<ClaimOrder> orders = [.. from lane in lanes.All let room = lane.Room(now) where room > 0 select new ClaimOrder(lane.Target.Id, room)];
        if (unwritten.Count > 0 || orders.Count > 0) await WriteAsync(orders, ct);
        foreach (var lane in lanes.All) requests.Begin(lane);
        tools.PublishDue();
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        var waiting = await ledger.FindWaitingAsync(ct);
        foreach (var of in waiting)
            if (of.NextDue is { } due) lanes.Find(of.EndpointId)?.DueAt(due);
        tools.Metrics.Observe(waiting.Sum(w => w.Count), lanes.All.Count(l => l.Target.OpenUntil is not null));
        nextSweep = tools.Now + SweepEvery;
    }

    private async Task WriteAsync(IReadOnlyList<ClaimOrder> orders, CancellationToken ct)
    {
        List<SentDelivery> outcomes = [.. unwritten];
        var page = await ledger.WriteAsync(outcomes, orders, ct);
        if (page.Settled.Count == outcomes.Count) unwritten.Clear();
        else unwritten.RemoveAll(page.Settled.Contains);
        var verdicts = page.Verdicts.ToDictionary(v => v.EndpointId);
        foreach (var group in page.Settled.GroupBy(o => o.Row.EndpointId)) lanes.Find(group.Key)?.Written(verdicts.GetValueOrDefault(group.Key), group.Count());
        foreach (var (order, deliveries, next) in page.Claims) lanes.Find(order.EndpointId)?.Offer(deliveries, next);
        foreach (var row in page.Settled.Select(o => o.Row))
            if (row.State == DeliveryState.Waiting && row.NextAttemptAt is { } due) lanes.Find(row.EndpointId)?.DueAt(due);
        tools.Changed(page.Settled);
    }

    private DateTimeOffset NextWake() => lanes.All.Select(l => l.WakeAt()).Append(nextSweep).Append(tools.PublishAt).Min() ?? nextSweep;
}
