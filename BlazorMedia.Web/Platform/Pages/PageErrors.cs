namespace BlazorMedia.Web.Platform.Pages;

/// <summary>People get a page where something failed or is missing; programs get problem details.</summary>
internal static class PageErrors
{
    private static readonly PathString[] Programs = ["/api", "/live", "/health", "/res", "/ws", "/webhook"];

    /// <summary>Takes the place of the plain exception handler and status code pages.</summary>
    public static void UsePageErrors(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        // Nearer to the endpoint, so that it answers first; the pages cannot stand in a branch, which has no routing to go round again.
        app.UseWhen(IsForPrograms, programs =>
        {
            programs.UseExceptionHandler();
            programs.UseStatusCodePages();
        });
    }

    private static bool IsForPrograms(HttpContext context) => Array.Exists(Programs, p => context.Request.Path.StartsWithSegments(p));
}
