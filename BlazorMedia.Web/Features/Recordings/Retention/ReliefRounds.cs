namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>
/// Remembers what the last emergency removal should have given back. Where a removed file gives up its space late or never (a snapshot of the
/// file system holds it, a server at the other end of a network), each look would otherwise remove another batch, and in the end everything.
/// </summary>
internal sealed class ReliefRounds
{
    private const int MaxInVain = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private long freeBefore, removed;
    private DateTimeOffset until;
    private int inVain;

    /// <summary>Whether another round may remove something now.</summary>
    public bool MayGo(long freeBytes, DateTimeOffset now)
    {
        See(freeBytes);
        return inVain == 0 || (now >= until && inVain < MaxInVain);
    }

    /// <summary>At once after a round as well, before others write into the space that it gave back.</summary>
    public void See(long freeBytes)
    {
        // Half, because recording goes on meanwhile.
        if (freeBytes - freeBefore >= removed / 2) Forget();
    }

    /// <summary>Removing does not help: the last rounds were waited for and gave nothing back.</summary>
    public bool IsUseless(DateTimeOffset now) => inVain >= MaxInVain && now >= until;

    /// <summary>After a round; it counts as in vain until the space is there.</summary>
    public void Note(long freeBytesBefore, long removedBytes, DateTimeOffset now) => (freeBefore, removed, until, inVain) = (freeBytesBefore, removedBytes, now + Patience, inVain + 1);

    /// <summary>There is room again.</summary>
    public void Forget() => inVain = 0;
}
