using BlazorMedia.Web.Features.Accounts.ApiKeys;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.Audit;

internal static class AuditSetup
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<OncePerMinute>().AddSingleton<RefusalAudit>();
        services.AddSingleton<ListAudit>().AddSingleton<AuditExport>().AddSingleton<ActionWords>();
        services.AddHostedService<AuditCleanup>();
        services.AddSingleton(new AuditWords("accounts.", typeof(AuditText)));
        services.AddSingleton(new AuditWords("keys.", typeof(KeysText))).AddSingleton(new AuditWords("app_tokens.", typeof(KeysText)));
        services.AddSingleton(new NavigationItem("/admin/audit", "history", 105, s => s.GetRequiredService<IStringLocalizer<AuditText>>()["audit.title"], Policies.Admin, IsAdministration: true));
    }
}
