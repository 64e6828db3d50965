using Microsoft.AspNetCore.Authorization;
using Radzen;

namespace BlazorMedia.Web.Shared;

/// <summary>The shell: Blazor Server, Radzen, languages and the components that every page uses.</summary>
internal static class SharedSetup
{
    /// <summary>Culture names, the default first.</summary>
    public static readonly string[] Languages = ["en", "zh-Hans", "ru"];

    public static void AddShared(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddRadzenComponents();
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(o => o.SetDefaultCulture(Languages[0]).AddSupportedCultures(Languages).AddSupportedUICultures(Languages));
        builder.Services.AddShell();
    }

    /// <summary>What the shared components need; a test of a page adds the same.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services) => services
        .AddScoped<Toasts>()
        .AddScoped<Dialogs>()
        .AddScoped<QueryState>()
        .AddScoped<ViewerClock>();

    public static void MapShared(this WebApplication app) => app.MapRazorComponents<App>().AddInteractiveServerRenderMode().Add(CloseCircuits);

    // The pages say themselves who may see them. The circuit's own doors would stand behind the fallback policy alone, which does not show.
    private static void CloseCircuits(EndpointBuilder endpoint)
    {
        var isCircuit = (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText?.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal) == true;
        if (isCircuit) endpoint.Metadata.Add(new AuthorizeAttribute());
    }
}
