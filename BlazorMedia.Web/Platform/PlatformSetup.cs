using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Platform;

/// <summary>Technical abilities without product words, and the request pipeline that every feature stands on.</summary>
internal static class PlatformSetup
{
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        // The two-command set-up listens here; ASPNETCORE_URLS or --urls say otherwise.
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls("http://localhost:5080");
        // A build that was not published finds its static files by a manifest; after publishing this does nothing.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DataDirectory>();
        builder.Services.AddSingleton<LiveTopics>();
        builder.Services.AddProblemDetails();
        // A request that cannot be read is the sender's mistake in development too: 400, not an exception that becomes 500.
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = false);
        builder.Services.AddValidation();
        builder.Services.AddOpenApi("v1");
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UsePageErrors();
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapOpenApi().RequireAuthorization(Policies.Viewer);
    }
}
