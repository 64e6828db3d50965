namespace BlazorMedia.Web.Features.Accounts.Users;

internal static class UserTopics
{
    /// <summary>Somebody was added, changed or removed: the list redraws and open pages ask again whether their person may still be here.</summary>
    public const string Users = "accounts.users";
}
