using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Platform.Pages;

/// <summary>People get a page where something failed or is missing; programs get problem details.</summary>
internal static class PageErrors
{
    /// <summary>Takes the place of the plain exception handler and status code pages.</summary>
    public static void UsePageErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = exception => exception is BadHttpRequestException unreadable ? unreadable.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        // Nearer to the endpoint, so that these answer first; the pages cannot stand in a branch, which has no routing to go round again.
        app.UseWhen(http => http.Request.IsForProgram(), programs => programs.UseExceptionHandler());
        app.UseWhen(http => http.Request.IsForProgram() || !HttpMethods.IsGet(http.Request.Method), others => others.UseStatusCodePages());
    }
}
