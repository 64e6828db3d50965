using System.Collections.Concurrent;
using System.Threading.Channels;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>What wakes the dispatcher within this process. Nothing is lost when it misses one: the rows are looked through now and then.</summary>
internal sealed class DeliverySignals(TimeProvider clock)
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<Guid, byte> due = new();
    private int endpointsChanged;

    /// <summary>These endpoints have deliveries that are due.</summary>
    public void Due(IEnumerable<Guid> endpoints)
    {
        foreach (var id in endpoints) due.TryAdd(id, 0);
        Wake();
    }

    /// <summary>An endpoint was added, changed or deleted.</summary>
    public void EndpointsChanged()
    {
        Interlocked.Exchange(ref endpointsChanged, 1);
        Wake();
    }

    public void Wake() => bell.Writer.TryWrite(true);

    public IReadOnlyList<Guid> TakeDue() => [.. due.Keys.Where(id => due.TryRemove(id, out _))];

    public bool TakeEndpointsChanged() => Interlocked.Exchange(ref endpointsChanged, 0) == 1;

    /// <summary>Until somebody wakes it or the time has come.</summary>
    public async Task WaitAsync(DateTimeOffset until, CancellationToken ct)
    {
        var wait = until - clock.GetUtcNow();
        await using var timer = wait > TimeSpan.Zero ? clock.CreateTimer(_ => Wake(), null, wait, Timeout.InfiniteTimeSpan) : null;
        if (timer is null) Wake();
        await bell.Reader.ReadAsync(ct);
    }
}
