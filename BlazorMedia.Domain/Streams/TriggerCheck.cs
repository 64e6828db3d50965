namespace BlazorMedia.Domain.Streams;

/// <summary>One look of a trigger.</summary>
/// <param name="At">Of the picture.</param>
/// <param name="Score">0 to 100; an encoder box's to 117.</param>
public readonly record struct TriggerCheck(DateTimeOffset At, int Score);
