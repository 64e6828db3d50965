using BlazorMedia.Web.Features.Accounts.Invitations;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.Users;

internal static class UsersSetup
{
    public static void AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<ListUsers>().AddSingleton<ChangeAccount>().AddSingleton<EditUser>().AddSingleton<SecureUser>().AddSingleton<DeleteUser>();
        services.AddSingleton<UserActions>();
        services.AddScoped<CreateUser>().AddScoped<SetPassword>().AddSingleton<IssueLink>().AddScoped<AcceptInvitation>();
        services.AddSingleton(UserCommands.Add).AddSingleton(UserCommands.Reset);
        services.AddSingleton(new NavigationItem("/admin/users", "group", 100, s => s.GetRequiredService<IStringLocalizer<UsersText>>()["users.title"], Policies.Admin, IsAdministration: true));
    }
}
