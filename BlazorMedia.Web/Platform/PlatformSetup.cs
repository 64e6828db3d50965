using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Http;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Logging;
using BlazorMedia.Web.Platform.Nodes;
using BlazorMedia.Web.Platform.OpenApi;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.AspNetCore.Components.Server.Circuits;

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
        builder.Logging.AddRedaction();
        StoredSettings.AddTo(builder);
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DataDirectory>();
        builder.Services.AddSingleton(new SettingsCheck(_ => DataDirectory.FindMistakes(builder.Configuration)));
        builder.Services.AddSingleton<LiveTopics>().AddSingleton<PageTabs>();
        builder.Services.AddSingleton<ActingNow>().AddSingleton<AuditTrail>().AddSingleton<AppRestart>();
        builder.Services.AddNodes();
        builder.Services.AddOutgoing();
        builder.Services.AddSingleton<CommandDatabase>().AddSingleton<CommandRunner>();
        builder.Services.AddScoped<CircuitHandler, CircuitActor>();
        builder.Services.AddProblemDetails(o => o.CustomizeProblemDetails = ProblemCodes.Complete);
        // As an exception, which knows what cannot be read; UnreadableRequests makes a 400 of it.
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddExceptionHandler<UnreadableRequests>();
        builder.Services.AddValidation();
        builder.Services.AddApiDescription();
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseClosingDoor();
        app.UsePageErrors();
        app.UseRequestLocalization();
        app.UseAuthentication();
        // Behind the first, because a known key is counted by itself; before the second, because who is refused is counted too.
        app.UseRateLimiter();
        app.UseMiddleware<RequestActor>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapOpenApi().RequireAuthorization(Policies.Viewer);
    }
}
