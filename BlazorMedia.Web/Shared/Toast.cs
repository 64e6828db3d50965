namespace BlazorMedia.Web.Shared;

internal enum ToastKind
{
    Success,
    Error,
    Undo,
}

/// <param name="Action">What the button of an <see cref="ToastKind.Undo"/> toast does.</param>
internal sealed record Toast(ToastKind Kind, string Message, Func<Task>? Action)
{
    /// <summary>Long enough to read and, with a button, to reach it; an error waits for its reader.</summary>
    public TimeSpan? Lifetime => Kind switch
    {
        ToastKind.Success => TimeSpan.FromSeconds(5),
        ToastKind.Undo => TimeSpan.FromSeconds(12),
        ToastKind.Error => null,
    };
}
