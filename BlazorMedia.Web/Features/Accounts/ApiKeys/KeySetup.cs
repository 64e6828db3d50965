using BlazorMedia.Web.Features.Accounts.ApiKeys.Pages;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

internal static class KeySetup
{
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddScoped<ApiKeyHolders>();
        services.AddSingleton<ConfiguredApiKeys>();
        services.AddSingleton<CreateKey>().AddSingleton<ChangeKey>().AddSingleton<ListKeys>();
        services.AddSingleton(KeyCommand.Create);
        services.AddSingleton(new ScopeInfo("keys", s => s.GetRequiredService<IStringLocalizer<KeysText>>()["scope.keys"]));
        services.AddSingleton(new NavigationItem("/admin/keys", "key", 101, s => s.GetRequiredService<IStringLocalizer<KeysText>>()["title"], Policies.Admin, IsAdministration: true));
        services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(ExpiringKeysPart), 45));
    }
}
