using Microsoft.JSInterop;

namespace BlazorMedia.Web.Shared;

/// <summary>
/// The time zone of the person in front of the browser. Until the browser has told it, and on pages without a circuit,
/// it is the server's. One per circuit.
/// </summary>
internal sealed class ViewerClock(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(20);
    private Action? ticked;
    private ITimer? timer;

    /// <summary>Raised now and then, on any thread, so that "3 min ago" does not grow old, and when the zone becomes known.</summary>
    public event Action? Ticked
    {
        add
        {
            ticked += value;
            timer ??= clock.CreateTimer(_ => ticked?.Invoke(), null, Rhythm, Rhythm);
        }
        remove => ticked -= value;
    }

    public TimeZoneInfo Zone { get; private set; } = clock.LocalTimeZone;

    /// <summary>UTC.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>Asks the browser once; a zone that this machine does not know leaves the server's in place.</summary>
    public async Task LearnAsync(IJSObjectReference shell, CancellationToken ct = default)
    {
        var name = await shell.InvokeAsync<string?>("timeZone", ct);
        if (name is null || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) || zone.Equals(Zone)) return;
        Zone = zone;
        ticked?.Invoke();
    }

    public void Dispose() => timer?.Dispose();
}
