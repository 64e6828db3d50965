namespace BlazorMedia.Domain.Recordings;

/// <summary>The limits for all paths, and those of paths that have their own.</summary>
/// <param name="Days">0 = for ever.</param>
/// <param name="MaxBytes">What all paths without a size of their own may take together; 0 = as much as there is room for.</param>
/// <param name="OfPaths">By the id of the stream.</param>
public sealed record RetentionRules(int Days, long MaxBytes, IReadOnlyDictionary<Guid, RetentionRule> OfPaths)
{
    /// <summary>0 = for ever.</summary>
    public int DaysOf(Guid streamId) => OfPaths.GetValueOrDefault(streamId)?.Days ?? Days;

    /// <summary>The size of its own; 0 = as much as there is room for; null = it shares the limit for all.</summary>
    public long? OwnBytesOf(Guid streamId) => OfPaths.GetValueOrDefault(streamId)?.MaxBytes;

    public int PriorityOf(Guid streamId) => OfPaths.GetValueOrDefault(streamId)?.Priority ?? 0;
}
