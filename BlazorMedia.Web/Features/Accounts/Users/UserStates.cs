namespace BlazorMedia.Web.Features.Accounts.Users;

internal static class UserStates
{
    public const string Active = "active";
    public const string Invited = "invited";
    public const string Disabled = "disabled";
    public const string Locked = "locked";

    public static readonly IReadOnlyList<string> All = [Active, Invited, Disabled, Locked];
}
