namespace BlazorMedia.Web.Platform.Pages;

/// <summary>People get a page where something failed or is missing; programs get the problem details that stand behind it in the pipeline.</summary>
internal static class PageErrors
{
    private static readonly PathString[] Programs = ["/api", "/live", "/health", "/res", "/ws", "/webhook"];

    /// <summary>Takes the place of the plain exception handler and status code pages.</summary>
    public static void UsePageErrors(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseWhen(IsForPeople, pages =>
        {
            pages.UseExceptionHandler("/error", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
        app.UseWhen(c => !IsForPeople(c), programs => programs.UseStatusCodePages());
    }

    private static bool IsForPeople(HttpContext context) => !Array.Exists(Programs, p => context.Request.Path.StartsWithSegments(p));
}
