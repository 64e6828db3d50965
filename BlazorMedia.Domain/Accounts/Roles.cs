namespace BlazorMedia.Domain.Accounts;

/// <summary>The roles of people; each includes what the ones after it may do, except member, which stands alone.</summary>
public static class Roles
{
    public const string Admin = "admin";
    public const string Operator = "operator";
    public const string Viewer = "viewer";

    /// <summary>Takes part in tasks and keeps an own watch history; sees no cameras.</summary>
    public const string Member = "member";

    public static readonly IReadOnlyList<string> All = [Admin, Operator, Viewer, Member];
}
