namespace BlazorMedia.Domain.Streams;

/// <summary>
/// Whether a path can be relied on, calmer than its state: it becomes ready with the first check that passes and stops being ready after three failed ones in a row.
/// A check passes while media arrives and no alert says that nothing is to be seen. What is switched off or asleep by wish is not ready at once.
/// The events <c>stream.ready</c> and <c>stream.not_ready</c> follow the state, within seconds; this follows the slow checks.
/// </summary>
public sealed class Readiness
{
    public const int FailuresToFall = 3;

    private int failures;
    private DateTimeOffset? checkedAt;

    public bool IsReady { get; private set; }

    /// <summary>Since when it is what it is; null before the first check.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <param name="isWanted">False: switched off, or asleep because nobody needs it.</param>
    /// <param name="interval">Between two checks of a path that is ready. One that is not is checked at every look.</param>
    public void Look(bool passes, bool isWanted, DateTimeOffset now, TimeSpan interval)
    {
        if (!isWanted) Become(false, now);
        else if (!IsReady && passes) Become(true, now);
        else if (!IsReady) Become(false, now);
        else if (checkedAt is { } last && now - last < interval) return;
        else if (passes) failures = 0;
        else if (++failures >= FailuresToFall) Become(false, now);
        checkedAt = now;
    }

    private void Become(bool ready, DateTimeOffset now)
    {
        failures = 0;
        if (Since is null || IsReady != ready) Since = now;
        IsReady = ready;
    }
}
