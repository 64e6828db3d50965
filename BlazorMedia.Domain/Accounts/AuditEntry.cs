namespace BlazorMedia.Domain.Accounts;

/// <summary>Who did what, from where. Written once, never changed.</summary>
public sealed class AuditEntry
{
    public const int MaxActorNameLength = 200;
    public const int MaxSubjectLength = 300;
    public const int MaxDetailsLength = 2000;

    private AuditEntry()
    {
    }

    public Guid Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public ActorKind ActorKind { get; private set; }

    /// <summary>Id of the user, the key or the app token; null for the system and for nobody.</summary>
    public string? ActorId { get; private set; }

    /// <summary>The name at that time, so that it is readable after the account is gone.</summary>
    public string ActorName { get; private set; } = "";

    /// <summary>IP address; null for work that no request caused.</summary>
    public string? Address { get; private set; }

    /// <summary>Stable, dotted, lower case: <c>streams.deleted</c>, <c>accounts.signed_in</c>; also the key of its words.</summary>
    public string Action { get; private set; } = "";

    /// <summary>What it was done to, as a person would name it; never a secret.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>What changed, in one or few lines; never a secret.</summary>
    public string? Details { get; private set; }

    /// <summary>False: it was tried and refused.</summary>
    public bool Allowed { get; private set; }

    public static AuditEntry Of(Actor actor, string action, string subject, string? details, bool allowed, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = Tidy(actor.Name, MaxActorNameLength),
        Address = actor.Address,
        Action = action,
        Subject = Tidy(subject, MaxSubjectLength),
        Details = details is null ? null : Tidy(details, MaxDetailsLength, lines: true),
        Allowed = allowed,
    };

    // Callers choose some of these texts, and PostgreSQL refuses a NUL or half a character: a line must not be lost to that.
    private static string Tidy(string text, int length, bool lines = false)
    {
        var kept = string.Concat(text.Where(c => !char.IsControl(c) || (lines && c == '\n')));
        return kept.Length <= length ? kept : kept[..(char.IsHighSurrogate(kept[length - 1]) ? length - 1 : length)];
    }
}
