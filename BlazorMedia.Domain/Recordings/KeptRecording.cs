namespace BlazorMedia.Domain.Recordings;

/// <summary>What retention needs to know of a recording that is not being written any more.</summary>
/// <param name="EndedAt">Its age counts from here: a long one is not removed while its end is still young.</param>
/// <param name="Bytes">0 while it has no file.</param>
/// <param name="IsTrashed">A person deleted it: it goes first, and no limit counts it.</param>
/// <param name="IsExempt">Favourite, locked or in use: never removed, and no limit counts it, so that a star costs no other recording its place.</param>
public sealed record KeptRecording(
    Guid Id, Guid StreamId, string Stream, string Path, DateTimeOffset StartedAt, DateTimeOffset EndedAt, long Bytes, bool IsTrashed, bool IsExempt);

/// <param name="Reason">One of the codes of <see cref="RemovalNote"/>.</param>
public sealed record Removal(KeptRecording Recording, string Reason);
