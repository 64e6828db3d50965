using BlazorMedia.Domain.Common;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorMedia.Web.Platform.Problems;

/// <summary>Turns the domain's refusals into RFC 9457 problem details, in this one place.</summary>
internal static class RefusalProblems
{
    public static ProblemHttpResult ToProblem(this Refusal refusal) => ToProblem([refusal]);

    /// <summary><c>code</c> is the first refusal's; <c>errors</c> maps each field to its sentences and <c>codes</c> to its codes.</summary>
    public static ProblemHttpResult ToProblem(this IReadOnlyList<Refusal> refusals)
    {
        var first = refusals[0];
        var fields = refusals.Where(r => r.Field is not null).GroupBy(r => r.Field!).ToList();
        var extensions = new Dictionary<string, object?> { ["code"] = first.Code };
        if (fields.Count > 0)
        {
            extensions["errors"] = fields.ToDictionary(f => f.Key, f => f.Select(r => r.Message).ToArray());
            extensions["codes"] = fields.ToDictionary(f => f.Key, f => f.Select(r => r.Code).ToArray());
        }
        return TypedResults.Problem(first.Message, statusCode: StatusOf(first.Kind), title: TitleOf(first.Kind), type: "urn:blazormedia:" + first.Code, extensions: extensions);
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
    };

    private static string TitleOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => "The request is not valid",
        RefusalKind.NotFound => "Not found",
        RefusalKind.Gone => "No longer there",
        RefusalKind.Conflict => "Not possible now",
        RefusalKind.Forbidden => "Not allowed",
        RefusalKind.Unavailable => "Not available now",
    };
}
