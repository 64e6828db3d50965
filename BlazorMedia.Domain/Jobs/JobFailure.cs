namespace BlazorMedia.Domain.Jobs;

/// <summary>
/// Work that failed for good and waits for a person. There is one row per piece of work: a newer failure takes the
/// place of the older one, and a success of the same work removes it, so the list holds only what is wrong now.
/// </summary>
public sealed class JobFailure
{
    public const int MaxErrorLength = 1000;
    public const int MaxDetailsLength = 16_000;

    private JobFailure()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The key of the job's specification.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Which piece of this work; empty for a scheduled job.</summary>
    public string Identity { get; private set; } = "";

    /// <summary>The stored input as it was enqueued; null for a scheduled job.</summary>
    public string? Input { get; private set; }

    /// <summary>The exception's message.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The whole exception text, for copying.</summary>
    public string Details { get; private set; } = "";

    /// <summary>How often it was tried, the first time included.</summary>
    public int Attempts { get; private set; }

    public DateTimeOffset FailedAt { get; private set; }

    public static JobFailure Of(string key, string identity, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Key = key, Identity = identity };

    /// <param name="redact">Takes what looks like a secret out of the exception's texts.</param>
    public void Record(string? input, Exception exception, int attempts, DateTimeOffset now, Func<string, string>? redact = null)
    {
        redact ??= text => text;
        (Input, Attempts, FailedAt) = (input, attempts, now);
        (Error, Details) = (Cut(redact(exception.Message), MaxErrorLength), Cut(redact(exception.ToString()), MaxDetailsLength));
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
