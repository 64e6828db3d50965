namespace BlazorMedia.Domain.Jobs;

/// <summary>What stands on a job class: its key, its rhythm and its traits.</summary>
/// <param name="Key">Stable and dotted, for example <c>recordings.finalise</c>; also the key of its translated title.</param>
/// <param name="Every">Rhythm of a scheduled job; null for a job that is only enqueued.</param>
public sealed record JobSpec(string Key, TimeSpan? Every = null)
{
    /// <summary>Reads or writes much: at most two of these run at once.</summary>
    public bool UsesDisk { get; init; }

    /// <summary>Retries after the first failure, with exponential pauses from 5 s.</summary>
    public int Retries { get; init; } = 5;

}
