namespace BlazorMedia.Domain.Operations;

/// <summary>What a check found.</summary>
/// <param name="Code">Key of its words; null when all is well.</param>
/// <param name="Arguments">What the words are filled with: a JSON list of plain values.</param>
/// <param name="Sentence">English, for programs and logs.</param>
public sealed record HealthFinding(HealthStatus Status, string? Code, string Arguments, string? Sentence)
{
    public const int MaxArgumentsLength = 2000;
    public const int MaxSentenceLength = 1000;

    public static readonly HealthFinding Well = new(HealthStatus.Well, null, "[]", null);
}
