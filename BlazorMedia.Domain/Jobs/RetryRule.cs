using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Jobs;

/// <summary>How failed work is tried again.</summary>
/// <param name="Retries">After the first failure; 0 is never.</param>
/// <param name="FirstPause">Before the first retry; each further pause is twice as long, at most <see cref="LongestPause"/>.</param>
public sealed record RetryRule(int Retries, TimeSpan FirstPause)
{
    public const int MostRetries = 20;

    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public static RetryRule Of(JobSpec spec) => new(spec.Retries, spec.FirstPause);

    public static Result<RetryRule> Asked(int retries, long firstPauseSeconds)
    {
        List<Refusal> refusals = [];
        if (retries is < 0 or > MostRetries) refusals.Add(JobRefusals.RetriesInvalid);
        if (firstPauseSeconds < 1 || firstPauseSeconds > LongestPause.TotalSeconds) refusals.Add(JobRefusals.PauseInvalid);
        return refusals.Count > 0 ? refusals : new RetryRule(retries, TimeSpan.FromSeconds(firstPauseSeconds));
    }
}
