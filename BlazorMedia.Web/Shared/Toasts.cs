using System.Collections.Immutable;

namespace BlazorMedia.Web.Shared;

/// <summary>Short answers at the edge of the page. One per circuit; <c>ToastArea</c> shows them.</summary>
internal sealed class Toasts(TimeProvider clock) : IDisposable
{
    private const int MostShown = 4;
    private readonly Lock gate = new();
    private ImmutableList<(Toast Toast, ITimer? Timer)> shown = [];

    /// <summary>Raised on any thread.</summary>
    public event Action? Changed;

    public IEnumerable<Toast> Shown => shown.Select(s => s.Toast);

    public void Success(string message) => Show(new Toast(ToastKind.Success, message, null));

    public void Error(string message) => Show(new Toast(ToastKind.Error, message, null));

    /// <summary>Says what was done and offers to take it back.</summary>
    public void Undo(string message, Func<Task> action) => Show(new Toast(ToastKind.Undo, message, action));

    public void Dismiss(Toast toast)
    {
        lock (gate)
        {
            var found = shown.FindIndex(s => ReferenceEquals(s.Toast, toast));
            if (found < 0) return;
            shown[found].Timer?.Dispose();
            shown = shown.RemoveAt(found);
        }
        Changed?.Invoke();
    }

    public void Dispose()
    {
        foreach (var (_, timer) in shown) timer?.Dispose();
    }

    private void Show(Toast toast)
    {
        var timer = toast.Lifetime is { } life ? clock.CreateTimer(_ => Dismiss(toast), null, life, Timeout.InfiniteTimeSpan) : null;
        lock (gate)
        {
            if (shown.Count == MostShown)
            {
                shown[0].Timer?.Dispose();
                shown = shown.RemoveAt(0);
            }
            shown = shown.Add((toast, timer));
        }
        Changed?.Invoke();
    }
}
