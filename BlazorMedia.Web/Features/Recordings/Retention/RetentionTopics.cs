namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What open pages subscribe to.</summary>
internal static class RetentionTopics
{
    /// <summary>The sweep has run, a rule has changed, or recording was stopped or resumed for want of space.</summary>
    public const string Retention = "retention";
}
