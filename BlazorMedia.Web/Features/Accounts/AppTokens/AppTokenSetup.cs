using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

internal static class AppTokenSetup
{
    public static void AddAppTokens(this IServiceCollection services)
    {
        services.AddSettings<AppTokenOptions>(AppTokenOptions.Section);
        services.AddSingleton<IValidateOptions<AppTokenOptions>, AppTokenOptionsCheck>();
        services.AddSingleton<AppTokenVault>().AddSingleton<AppTokens>().AddSingleton<ConfiguredAppToken>();
        services.AddSingleton<AppTokenPairs>().AddSingleton<IssueAppToken>();
        services.AddSingleton(TokenCommand.Issue);
    }
}
