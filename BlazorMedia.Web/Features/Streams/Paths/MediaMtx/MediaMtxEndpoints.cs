using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary><c>/api/v1/stream-imports</c> and <c>/api/v1/stream-exports</c>: mediamtx.yml in and out.</summary>
internal static class MediaMtxEndpoints
{
    public const int MaxFileBytes = 2 * 1024 * 1024;

    public static void MapMediaMtx(this WebApplication app)
    {
        var operators = app.MapGroup("/api/v1").WithTags("Streams").RequireScope("streams").RequireAuthorization(Policies.Operator).WithMetadata(new RequestSizeLimitAttribute(MaxFileBytes));
        operators.MapPost("/stream-imports", ImportAsync).WithSummary("Make streams of a mediamtx.yml, which is the body").Accepts<string>("application/yaml", "text/plain").ProducesProblem(StatusCodes.Status400BadRequest);
        operators.MapGet("/stream-exports", (ExportMediaMtx export, CancellationToken ct) => FileAsync(export, false, ct)).WithSummary("The streams as a mediamtx.yml, passwords masked").Produces<string>(contentType: "application/yaml");
        app.MapGroup("/api/v1").WithTags("Streams").RequireScope("streams").RequireAuthorization(Policies.Admin)
            .MapGet("/stream-exports/with-secrets", (ExportMediaMtx export, CancellationToken ct) => FileAsync(export, true, ct)).WithSummary("The streams as a mediamtx.yml, with the passwords in their addresses").Produces<string>(contentType: "application/yaml");
    }

    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> ImportAsync(bool? dryRun, HttpRequest request, ImportMediaMtx import, CancellationToken ct)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(ct);
        try
        {
            return TypedResults.Ok(await import.RunAsync(MediaMtxFile.Read(new StringReader(text)), dryRun == true, ct));
        }
        catch (InvalidDataException exception)
        {
            return new Refusal(RefusalKind.Invalid, "streams.import_unreadable", exception.Message).ToProblem();
        }
    }

    private static async Task<FileContentHttpResult> FileAsync(ExportMediaMtx export, bool withSecrets, CancellationToken ct) =>
        TypedResults.File(System.Text.Encoding.UTF8.GetBytes(await export.RunAsync(withSecrets, ct)), "application/yaml", "mediamtx.yml");
}
