using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>What a program or the page's own address may ask of the lines.</summary>
public sealed record AuditQuery(
    [property: FromQuery(Name = "who")] string? Who,
    [property: FromQuery(Name = "action")] string? Action,
    [property: FromQuery(Name = "text")] string? Text,
    [property: FromQuery(Name = "from")] DateTimeOffset? From,
    [property: FromQuery(Name = "to")] DateTimeOffset? To,
    [property: FromQuery(Name = "refused")] bool? Refused)
{
    // SQLite and PostgreSQL both compare in UTC.
    internal AuditFilter Filter => new(Who, Action, Text, From?.ToUniversalTime(), To?.ToUniversalTime(), Refused == true);
}

/// <summary><c>/api/v1/audit</c>: who did what, from where.</summary>
internal static class AuditEndpoints
{
    public static void MapAuditApi(this WebApplication app)
    {
        var audit = app.MapGroup("/api/v1/audit").WithTags("Audit").RequireScope("audit").RequireAuthorization(Policies.Admin).ProducesProblem(StatusCodes.Status400BadRequest);
        audit.MapGet("/", ListAsync).WithSummary("Audit lines, newest first");
        audit.MapGet("/export", Export).WithSummary("Every line of a range, as CSV or JSON lines").Produces<string>(StatusCodes.Status200OK, "text/csv", "application/jsonl");
    }

    private static async Task<Results<Ok<AuditPageDto>, ProblemHttpResult>> ListAsync(
        [AsParameters] AuditQuery query, ListAudit list, CancellationToken ct, string? cursor = null, int limit = ListAudit.DefaultLimit)
    {
        var page = await list.HandleAsync(query.Filter, cursor, limit, ct);
        return page.IsSuccess ? TypedResults.Ok(page.Value) : page.Refusals.ToProblem();
    }

    private static Results<PushStreamHttpResult, ProblemHttpResult> Export(
        [AsParameters] AuditQuery query, AuditExport export, TimeProvider clock, HttpContext context, string format = AuditExport.Csv)
    {
        if (format is not (AuditExport.Csv or AuditExport.JsonLines)) return UserRefusals.FormatUnknown.ToProblem();
        return TypedResults.Stream(
            target => export.WriteAsync(target, query.Filter, format, context.RequestAborted),
            format == AuditExport.Csv ? "text/csv; charset=utf-8" : "application/jsonl",
            $"audit-{clock.GetUtcNow():yyyyMMdd-HHmmss}.{format}");
    }
}
