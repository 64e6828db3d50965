namespace BlazorMedia.Domain.Streams;

/// <summary>
/// Decides from scores and instants whether a path is to be recorded. It knows no clock and no device, so a saved row, a changed form and a test
/// are judged alike.
/// </summary>
public sealed class TriggerRules(StreamTrigger settings)
{
    // As MediaMTX Pro: a window of 13 checks, then from the beginning.
    private const int DeviceWindow = 12;

    // A camera that sends new parameters, or whose connection breaks and comes back, is away for about a second.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    private DateTimeOffset? first;
    private DateTimeOffset? goneSince;
    private DateTimeOffset? lastAt;
    private int count;
    private int sum;
    private bool isArmed = true;
    private bool isWanted;
    private bool isQuiet;

    public TriggerVerdict Verdict => new(Phase, count, sum, isWanted ? first : null, goneSince);

    private TimeSpan Hold => TimeSpan.FromSeconds(settings.HoldSeconds);

    private TriggerPhase Phase => this switch
    {
        _ when settings.Kind == TriggerKind.None => TriggerPhase.Off,
        _ when !isArmed => TriggerPhase.Disarmed,
        _ when isWanted => goneSince is null ? TriggerPhase.Recording : TriggerPhase.Holding,
        _ when isQuiet => TriggerPhase.Quiet,
        _ => count > 0 ? TriggerPhase.Counting : TriggerPhase.Watching,
    };

    /// <summary>What these settings would have made of earlier checks, oldest first.</summary>
    public static TriggerRules Replay(StreamTrigger settings, IEnumerable<TriggerCheck> checks)
    {
        var rules = new TriggerRules(settings);
        foreach (var (at, score) in checks) rules.Check(at, score);
        return rules;
    }

    /// <param name="at">Of the picture, not of the answer.</param>
    /// <param name="score">0 to 100; an encoder box's to 117.</param>
    public void Check(DateTimeOffset at, int score)
    {
        if (!isArmed || settings.Kind == TriggerKind.None || IsTooSoon(at)) return;
        lastAt = at;
        if (!isWanted && !isQuiet) Count(at, score);
        else if (score >= settings.StopScore) goneSince = null;
        else Gone(at, Hold);
    }

    /// <summary>The encoder box has no input.</summary>
    public void NoInput(DateTimeOffset at)
    {
        if (isWanted || isQuiet) Gone(at, Hold);
        else Restart();
    }

    /// <summary>The encoder box did not answer. That says nothing of its input, so what is recorded goes on.</summary>
    public void Unreachable()
    {
        if (!isWanted) Restart();
    }

    /// <summary>The stream gives no picture at this moment.</summary>
    public void StreamGone(DateTimeOffset at)
    {
        if (isWanted || isQuiet) Gone(at, settings.Kind == TriggerKind.Device ? Settle : Hold);
        else Restart();
    }

    public void Arm(bool armed)
    {
        if (armed == isArmed) return;
        isArmed = armed;
        End();
    }

    /// <summary>A person stopped the recording and meant it.</summary>
    public void StoppedByHand()
    {
        if (settings.Kind == TriggerKind.None || !isArmed) return;
        var wasThere = isWanted || count > 0;
        End();
        isQuiet = wasThere;
    }

    /// <summary>It was recording when the app ended: it goes on unless the content has gone.</summary>
    public void Adopt(DateTimeOffset at)
    {
        if (isWanted || !isArmed || settings.Kind == TriggerKind.None) return;
        End();
        (isWanted, first, goneSince) = (true, at, at);
    }

    // Somebody else may have the same pictures measured more often. Keyframes do not come to the second.
    private bool IsTooSoon(DateTimeOffset at) => lastAt is { } last && at - last < TimeSpan.FromSeconds(settings.CheckSeconds * 0.7);

    private void Count(DateTimeOffset at, int score)
    {
        if (settings.Kind == TriggerKind.Content && score < settings.StartScore)
        {
            Restart();
            return;
        }
        first ??= at;
        (count, sum) = (count + 1, sum + score);
        var isEnough = settings.Kind == TriggerKind.Content || sum > settings.StartScore;
        if (count >= settings.Checks && isEnough) isWanted = true;
        else if (settings.Kind == TriggerKind.Device && count > DeviceWindow) Restart();
    }

    private void Gone(DateTimeOffset at, TimeSpan patience)
    {
        goneSince ??= at;
        if (at - goneSince >= patience) End();
    }

    private void End()
    {
        (isWanted, isQuiet) = (false, false);
        Restart();
    }

    private void Restart() => (first, goneSince, count, sum) = (null, null, 0, 0);
}
