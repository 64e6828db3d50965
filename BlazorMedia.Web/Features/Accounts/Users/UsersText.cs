namespace BlazorMedia.Web.Features.Accounts.Users;

internal sealed class UsersText;
