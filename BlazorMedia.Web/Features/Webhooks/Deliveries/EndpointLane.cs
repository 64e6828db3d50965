using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Platform.Http;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>
/// One endpoint while the app runs: what was taken for it, what is under way, and what holds it back. Each has its own, so that
/// a receiver that hangs fills nobody's lane but its own.
/// </summary>
internal sealed class EndpointLane(EndpointTarget target)
{
    /// <summary>How long a taken delivery is this process's own.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // Outcomes that cannot be written are sent again by somebody; so nothing more is sent while too many of them wait.
    private const int MaxUnwritten = 1000;

    private static readonly TimeSpan LeaseMargin = OutgoingClient.Timeout + TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Queue<ClaimedDelivery> taken = new();
    private RateGate rate = new(target.RatePerSecond);
    private DateTimeOffset restUntil;
    private int underWay;
    private int unwritten;
    private int failing;

    public EndpointTarget Target { get; private set; } = target;

    /// <summary>When rows that nobody took may be due; null = none that is known. Used by the dispatcher's loop only.</summary>
    public DateTimeOffset? NextDue { get; private set; }

    private bool IsHalfOpen => Target.OpenUntil is not null;

    // The verdict on a probe comes with its outcome written; until then the next one has to wait.
    private bool IsProbing => IsHalfOpen && underWay + unwritten > 0;

    // So many failures that the breaker decides when they are written; until then no more deliveries lose an attempt.
    private bool IsOnTrial => failing >= Breaker.Threshold && unwritten > 0;

    private bool IsStopped => IsProbing || IsOnTrial || unwritten >= MaxUnwritten;

    private bool HasRoom => !IsStopped && taken.Count <= Depth / 2;

    private int Depth => IsHalfOpen ? 1 : Math.Min(Target.Concurrency * 16, 256);

    /// <summary>How many deliveries should be taken now; 0 while there is enough, nothing due, or the endpoint is held back.</summary>
    public int Room(DateTimeOffset now)
    {
        lock (gate)
        {
            return NextDue <= now && HeldUntil() <= now && HasRoom ? Depth - taken.Count : 0;
        }
    }

    public void Offer(IReadOnlyList<ClaimedDelivery> deliveries, DateTimeOffset? nextDue)
    {
        lock (gate)
        {
            foreach (var delivery in deliveries) taken.Enqueue(delivery);
            NextDue = nextDue;
        }
    }

    public void DueAt(DateTimeOffset at)
    {
        lock (gate) NextDue = NextDue is { } earlier && earlier < at ? earlier : at;
    }

    /// <summary>The next delivery to be sent, if one may be sent now; then <see cref="Finish"/> must follow.</summary>
    public bool TryTake(DateTimeOffset now, out ClaimedDelivery delivery, out bool isProbe)
    {
        lock (gate)
        {
            (delivery, isProbe) = (null!, IsHalfOpen);
            DropLate(now);
            if (taken.Count == 0 || IsStopped || HeldUntil() > now || underWay >= Target.Concurrency || !rate.TryTake(now)) return false;
            underWay++;
            delivery = taken.Dequeue();
            return true;
        }
    }

    /// <param name="sent">null: it was broken off and has no outcome.</param>
    public void Finish(RequestOutcome? sent, DateTimeOffset now)
    {
        lock (gate)
        {
            underWay--;
            if (sent is null) return;
            unwritten++;
            failing = sent.IsSuccess || sent.IsThrottled ? 0 : sent.IsGone ? Breaker.Threshold : failing + 1;
            // The whole receiver asks for patience, not only for this one event.
            if (sent is { IsThrottled: true, RetryAfter: { } wish }) restUntil = now + (wish < LongestRest ? wish : LongestRest);
        }
    }

    public void Written(EndpointVerdict? verdict, int count)
    {
        lock (gate)
        {
            unwritten -= count;
            if (verdict is not null) Target = Target with { State = verdict.State, OpenUntil = verdict.OpenUntil };
        }
    }

    /// <summary>Its settings, secrets or state were read again.</summary>
    public void Become(EndpointTarget newTarget)
    {
        lock (gate)
        {
            Target = newTarget;
            if (rate.PerSecond != newTarget.RatePerSecond) rate = new(newTarget.RatePerSecond);
        }
    }

    /// <summary>When something can be done here again without anybody's call; null = only after a call.</summary>
    public DateTimeOffset? WakeAt()
    {
        lock (gate)
        {
            var held = HeldUntil();
            if (held == DateTimeOffset.MaxValue) return null;
            DateTimeOffset? send = taken.Count > 0 && underWay < Target.Concurrency && !IsStopped ? Later(held, rate.FreeAt) : null;
            DateTimeOffset? take = NextDue is { } due && HasRoom ? Later(held, due) : null;
            return send is null || take < send ? take : send;
        }
    }

    /// <summary>What was taken and not begun.</summary>
    public IReadOnlyList<ClaimedDelivery> GiveBack()
    {
        lock (gate)
        {
            List<ClaimedDelivery> all = [.. taken];
            taken.Clear();
            return all;
        }
    }

    private DateTimeOffset HeldUntil() =>
        Target.State != EndpointState.Active ? DateTimeOffset.MaxValue : Later(restUntil, Target.OpenUntil ?? DateTimeOffset.MinValue);

    // Another node may take what was held too long; it is found again when its lease has run out.
    private void DropLate(DateTimeOffset now)
    {
        while (taken.TryPeek(out var first) && first.Row.LeasedUntil - now < LeaseMargin)
        {
            taken.Dequeue();
            if (NextDue is null || NextDue > first.Row.LeasedUntil) NextDue = first.Row.LeasedUntil;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
