namespace BlazorMedia.Tests.Support;

/// <summary>A clock that stands still until it is moved; its timers fire in the order of their due times while it moves.</summary>
internal sealed class TestClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TestTimer> timers = [];
    private DateTimeOffset now = start ?? new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        lock (gate) timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on; a timer that falls due more than once fires as often.</summary>
    public void Advance(TimeSpan span)
    {
        var target = GetUtcNow() + span;
        while (NextDueUntil(target) is { } timer) timer.Fire();
        lock (gate) now = target;
    }

    /// <summary>Jumps without firing what is due in between, as a machine that slept.</summary>
    public void JumpTo(DateTimeOffset instant)
    {
        lock (gate) now = instant;
    }

    private TestTimer? NextDueUntil(DateTimeOffset target)
    {
        lock (gate)
        {
            var next = timers.Where(t => t.DueAt <= target).MinBy(t => t.DueAt);
            if (next is null) return null;
            if (next.DueAt > now) now = next.DueAt.Value;
            next.Reschedule();
            return next;
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                period = newPeriod;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
            }
            if (dueTime == TimeSpan.Zero) clock.Advance(TimeSpan.Zero);
            return true;
        }

        public void Reschedule() => DueAt = period > TimeSpan.Zero ? DueAt + period : null;

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
