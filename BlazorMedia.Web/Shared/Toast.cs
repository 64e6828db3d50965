namespace BlazorMedia.Web.Shared;

internal enum ToastKind
{
    Success,
    Error,
    Undo,
}

/// <summary>A class, not a record: the same words may be said twice at once, and each is a toast of its own.</summary>
/// <param name="action">What the button of an <see cref="ToastKind.Undo"/> toast does.</param>
internal sealed class Toast(ToastKind kind, string message, Func<Task>? action)
{
    public ToastKind Kind { get; } = kind;

    public string Message { get; } = message;

    public Func<Task>? Action { get; } = action;

    /// <summary>Long enough to read and, with a button, to reach it; an error waits for its reader.</summary>
    public TimeSpan? Lifetime => Kind switch
    {
        ToastKind.Success => TimeSpan.FromSeconds(5),
        ToastKind.Undo => TimeSpan.FromSeconds(12),
        ToastKind.Error => null,
    };
}
