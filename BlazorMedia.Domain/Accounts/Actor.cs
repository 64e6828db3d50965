namespace BlazorMedia.Domain.Accounts;

/// <summary>Who acts.</summary>
/// <param name="Id">Of the user, the key or the app token; null for the system and for nobody.</param>
/// <param name="Address">IP address; null when no request caused it.</param>
public sealed record Actor(ActorKind Kind, string? Id, string Name, string? Address)
{
    /// <summary>Work that nobody asked for at this moment: a schedule, a start.</summary>
    public static readonly Actor System = new(ActorKind.System, null, "system", null);
}

public enum ActorKind
{
    System,

    /// <summary>A request without a valid credential.</summary>
    Nobody,

    Person,

    Key,

    AppToken,

    /// <summary>A person at the server's console.</summary>
    Console,
}
