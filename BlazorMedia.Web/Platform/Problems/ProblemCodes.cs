namespace BlazorMedia.Web.Platform.Problems;

/// <summary>Problems that the framework words itself get a code too, so that a program can rely on there being one.</summary>
internal static class ProblemCodes
{
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Extensions.TryAdd("code", CodeOf(status));
        problem.Detail ??= SentenceOf(status);
    }

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request.invalid",
        StatusCodes.Status404NotFound => "request.no_such_address",
        StatusCodes.Status405MethodNotAllowed => "request.method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "request.too_large",
        StatusCodes.Status415UnsupportedMediaType => "request.not_json",
        >= StatusCodes.Status500InternalServerError => "server.failed",
        _ => $"http.{status}",
    };

    private static string? SentenceOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "The request is larger than this address takes.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON, with the header Content-Type: application/json.",
        _ => null,
    };
}
