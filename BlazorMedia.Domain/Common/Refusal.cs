namespace BlazorMedia.Domain.Common;

/// <summary>What kind of "no" an answer is; the web turns it into a status code in one place.</summary>
public enum RefusalKind
{
    Invalid,
    NotFound,

    /// <summary>It was here and is not any more.</summary>
    Gone,

    Conflict,
    Forbidden,
    Unavailable,
}

/// <summary>An expected "no": a sentence for people and a stable code for programs.</summary>
/// <param name="Kind">Decides the HTTP status code.</param>
/// <param name="Code">Stable, dotted, lower case, for example <c>streams.name_taken</c>; also the key of the translated sentence.</param>
/// <param name="Message">English sentence that says what to change.</param>
/// <param name="Field">The request field that is at fault (camelCase), or null when it is none in particular.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message, string? Field = null)
{
    /// <summary>What the translated sentence is filled with, in its order; <see cref="Message"/> has them already.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
