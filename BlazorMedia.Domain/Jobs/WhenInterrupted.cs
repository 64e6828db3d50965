namespace BlazorMedia.Domain.Jobs;

/// <summary>What becomes of work that was cut off by a stop or a crash of the program. Either way the history shows it as interrupted.</summary>
public enum WhenInterrupted
{
    /// <summary>Run again as soon as a node is there: right for work that may be done twice.</summary>
    RunAgain,

    /// <summary>Listed as failed, for a person to decide: right for work that must not be done twice unseen.</summary>
    Fail,
}
