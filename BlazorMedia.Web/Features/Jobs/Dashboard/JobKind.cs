using BlazorMedia.Domain.Jobs;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>A kind of job with its traits and how its failures are tried again.</summary>
/// <param name="Retry">What holds now: what a person set, else <paramref name="Default"/>.</param>
/// <param name="IsRetried">False: a schedule with an interval, whose next run is the retry.</param>
public sealed record JobKind(string Key, bool IsScheduled, bool UsesDisk, bool IsExclusive, WhenInterrupted WhenInterrupted, bool IsRetried, RetryRule Retry, RetryRule Default)
{
    public bool IsChanged => Retry != Default;
}
