using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Diagnostics;

namespace BlazorMedia.Web.Platform.Problems;

/// <summary>A request whose JSON or address cannot be read is the sender's mistake: problem details with a code and, where it is known, the field.</summary>
internal sealed partial class UnreadableRequests : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException unreadable || !httpContext.Request.IsForProgram()) return false;
        var problem = Unreadable(FieldOf(unreadable)).ToProblem();
        problem.ProblemDetails.Status = httpContext.Response.StatusCode = unreadable.StatusCode;
        await Results.Problem(problem.ProblemDetails).ExecuteAsync(httpContext);
        return true;
    }

    private static Refusal Unreadable(string? field) => new(
        RefusalKind.Invalid, "request.unreadable", field is null ? "The request has no body, or one that is not JSON." : $"The value of '{field}' is not of the kind that belongs there.", field);

    private static string? FieldOf(BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException { Path: { } path }) return path.TrimStart('$', '.') is { Length: > 0 } field ? field : null;
        var parameter = Parameter().Match(exception.Message);
        return parameter.Success ? parameter.Groups[1].Value : null;
    }

    // The framework says the name of a value in the address only in its sentence: Failed to bind parameter "int? limit" from "x".
    [GeneratedRegex(@"^Failed to bind parameter ""\S+ (\w+)""")]
    private static partial Regex Parameter();
}
