using BlazorMedia.Web.Features.Accounts.ApiKeys.Pages;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys;

internal static class KeySetup
{
    /// <summary>Those of this feature: its people and its book are scopes too.</summary>
    private static readonly string[] Scopes = ["keys", "users", "audit"];

    public static void AddKeys(this IServiceCollection services)
    {
        services.AddScoped<ApiKeyHolders>();
        services.AddSingleton<ConfiguredApiKeys>();
        services.AddSingleton<CreateKey>().AddSingleton<ChangeKey>().AddSingleton<ListKeys>();
        services.AddSingleton(KeyCommand.Create);
        foreach (var scope in Scopes) services.AddSingleton(new ScopeInfo(scope, s => s.GetRequiredService<IStringLocalizer<KeysText>>()[$"scope.{scope}"]));
        services.AddSingleton(new AuditWords("keys.", typeof(KeysText))).AddSingleton(new AuditWords("app_tokens.", typeof(KeysText)));
        services.AddSingleton(new NavigationItem("/admin/keys", "key", 101, s => s.GetRequiredService<IStringLocalizer<KeysText>>()["title"], Policies.Admin, IsAdministration: true));
        services.AddSingleton(new PagePart(PagePlaces.Overview, typeof(ExpiringKeysPart), 45));
    }
}
