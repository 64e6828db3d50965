namespace BlazorMedia.Web.Shared;

/// <summary>Where a list stands that is read by cursors. Cursors only lead forward, so the way back is remembered.</summary>
internal sealed class CursorTrail
{
    private readonly Stack<string?> previous = [];

    /// <summary>Where the page that is shown begins; null = the first.</summary>
    public string? Current { get; private set; }

    public bool HasPrevious => previous.Count > 0;

    public void Forward(string? next)
    {
        previous.Push(Current);
        Current = next;
    }

    public void Back() => Current = previous.Pop();

    public void Reset()
    {
        Current = null;
        previous.Clear();
    }
}
