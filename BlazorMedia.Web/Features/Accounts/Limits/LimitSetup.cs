using System.Globalization;
using System.Threading.RateLimiting;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;

namespace BlazorMedia.Web.Features.Accounts.Limits;

/// <summary>Limits of requests; the place in the pipeline is the platform's.</summary>
internal static class LimitSetup
{
    // Where the limiter cannot say it.
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);

    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<RequestLimits>().AddSingleton<SignInNames>();
        services.AddRateLimiter(o => (o.RejectionStatusCode, o.OnRejected) = (StatusCodes.Status429TooManyRequests, RefuseAsync));
        services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>((o, limits) => o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(limits.PartitionOf));
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) && known > TimeSpan.Zero ? known : UsualWait;
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (context.Request.IsForProgram()) await WriteProblemAsync(context);
        else await new RazorComponentResult<TooManyRequestsPage> { StatusCode = StatusCodes.Status429TooManyRequests }.ExecuteAsync(context);
    }

    private static Task WriteProblemAsync(HttpContext context)
    {
        var problem = KeyRefusals.RateLimited.ToProblem().ProblemDetails;
        (problem.Status, problem.Title) = (StatusCodes.Status429TooManyRequests, "Too many requests");
        return Results.Problem(problem).ExecuteAsync(context);
    }
}
