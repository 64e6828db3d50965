namespace BlazorMedia.Web.Shared;

/// <summary>Asks before something is lost. One per circuit; <c>ConfirmDialog</c> shows the question.</summary>
internal sealed class Dialogs
{
    private TaskCompletionSource<bool>? answer;

    public event Action? Changed;

    public Question? Open { get; private set; }

    /// <summary>True when the person agreed; a second question while one is open answers the first with no.</summary>
    /// <param name="message">Says what is lost or what will happen.</param>
    /// <param name="confirmText">The verb, for example "Delete".</param>
    public Task<bool> ConfirmAsync(string title, string message, string confirmText, bool danger = false)
    {
        Answer(false);
        Open = new Question(title, message, confirmText, danger);
        answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Changed?.Invoke();
        return answer.Task;
    }

    public void Answer(bool agreed)
    {
        if (Open is null) return;
        Open = null;
        answer?.TrySetResult(agreed);
        Changed?.Invoke();
    }

    internal sealed record Question(string Title, string Message, string ConfirmText, bool Danger);
}
