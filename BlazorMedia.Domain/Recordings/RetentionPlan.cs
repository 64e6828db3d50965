namespace BlazorMedia.Domain.Recordings;

/// <summary>
/// Which recordings go, in which order and why. First what is too old, then what is beyond a size, then what the disk needs. The oldest goes
/// first; for the disk the trash goes before that, then the paths of the lowest priority. What is exempt never goes.
/// </summary>
public sealed class RetentionPlan
{
    private readonly RetentionRules rules;
    private readonly List<Removal> removals = [];
    private List<KeptRecording> kept;

    private RetentionPlan(IEnumerable<KeptRecording> recordings, RetentionRules rules)
    {
        this.rules = rules;
        kept = [.. recordings.Where(r => !r.IsExempt).OrderBy(r => r.StartedAt).ThenBy(r => r.Id)];
    }

    /// <param name="missingBytes">What the disk lacks; 0 or less = nothing.</param>
    public static IReadOnlyList<Removal> Make(IEnumerable<KeptRecording> recordings, RetentionRules rules, long missingBytes, DateTimeOffset now)
    {
        var plan = new RetentionPlan(recordings, rules);
        plan.TakeOld(now);
        plan.TakeBeyondSizes();
        plan.TakeForDisk(missingBytes - plan.removals.Sum(r => r.Recording.Bytes), RemovalNote.Space);
        return plan.removals;
    }

    /// <summary>Only what the disk needs at once.</summary>
    public static IReadOnlyList<Removal> ForEmergency(IEnumerable<KeptRecording> recordings, RetentionRules rules, long missingBytes)
    {
        var plan = new RetentionPlan(recordings, rules);
        plan.TakeForDisk(missingBytes, RemovalNote.Emergency);
        return plan.removals;
    }

    private void TakeOld(DateTimeOffset now) =>
        Take(kept.Where(r => !r.IsTrashed && rules.DaysOf(r.StreamId) is > 0 and var days && r.EndedAt < now - TimeSpan.FromDays(days)), RemovalNote.Days);

    private void TakeBeyondSizes()
    {
        foreach (var path in kept.Where(r => !r.IsTrashed).GroupBy(r => r.StreamId).ToList())
            if (rules.OwnBytesOf(path.Key) is > 0 and var own) Take(Beyond(path, own), RemovalNote.Bytes);
        if (rules.MaxBytes > 0) Take(Beyond(kept.Where(r => !r.IsTrashed && rules.OwnBytesOf(r.StreamId) is null), rules.MaxBytes), RemovalNote.Bytes);
    }

    private void TakeForDisk(long missingBytes, string reason) =>
        Take(UpTo(missingBytes, kept.Where(r => r.Bytes > 0).OrderBy(r => r.IsTrashed ? 0 : 1).ThenBy(r => r.IsTrashed ? 0 : rules.PriorityOf(r.StreamId))), reason);

    private static IEnumerable<KeptRecording> Beyond(IEnumerable<KeptRecording> oldestFirst, long maxBytes)
    {
        var all = oldestFirst.ToList();
        return UpTo(all.Sum(r => r.Bytes) - maxBytes, all.Where(r => r.Bytes > 0));
    }

    private static IEnumerable<KeptRecording> UpTo(long bytes, IEnumerable<KeptRecording> inOrder)
    {
        foreach (var recording in inOrder)
        {
            if (bytes <= 0) yield break;
            bytes -= recording.Bytes;
            yield return recording;
        }
    }

    private void Take(IEnumerable<KeptRecording> chosen, string reason)
    {
        var taken = chosen.ToList();
        removals.AddRange(taken.Select(r => new Removal(r, reason)));
        var ids = taken.Select(r => r.Id).ToHashSet();
        kept = [.. kept.Where(r => !ids.Contains(r.Id))];
    }
}
