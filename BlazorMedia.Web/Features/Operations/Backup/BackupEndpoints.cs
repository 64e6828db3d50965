using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform.Problems;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>There are as many as are kept, so the list has no pages.</summary>
public sealed record BackupList(IReadOnlyList<BackupDto> Items);

/// <param name="Damaged">It can no longer be read; everything behind is null then.</param>
/// <param name="Rows">By table.</param>
/// <param name="Recordings">How many recordings are listed in it; their files are not.</param>
public sealed record BackupDto(
    string Name, long Bytes, DateTimeOffset CreatedAt, bool Damaged, bool Encrypted, string? Version, string? Provider, string? Schema, string? Node,
    IReadOnlyDictionary<string, long>? Rows, int? Recordings, long? RecordingBytes)
{
    internal static BackupDto From(BackupFile file) => new(
        file.Name, file.Bytes, file.CreatedAt, file.Manifest is null, file.Manifest?.IsEncrypted == true, file.Manifest?.Version, file.Manifest?.Provider, file.Manifest?.Schema, file.Manifest?.Node,
        file.Manifest?.Rows, file.Manifest?.Recordings, file.Manifest?.RecordingBytes);
}

/// <summary><c>/api/v1/backups</c>: for a program that fetches them to another machine.</summary>
internal static class BackupEndpoints
{
    private const int MaxBody = 1024;
    private const int MaxListed = 200;

    public static void MapBackups(this IEndpointRouteBuilder app)
    {
        var backups = app.MapGroup("/api/v1/backups").WithTags("Backups").RequireAuthorization(Policies.Admin).RequireScope("backups").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        backups.MapGet("/", (BackupFolder folder) => TypedResults.Ok(new BackupList([.. folder.List().Take(MaxListed).Select(BackupDto.From)]))).WithSummary("Backups, newest first");
        backups.MapPost("/", StartAsync).WithSummary("Make a backup now; it is in the list once it is verified").Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status409Conflict);
        backups.MapGet("/{name}/file", DownloadAsync).WithSummary("The file of a backup; it holds secrets").Produces<Stream>(contentType: "application/zip").ProducesProblem(StatusCodes.Status404NotFound);
        backups.MapDelete("/{name}", DeleteAsync).WithSummary("Delete a backup for good").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> StartAsync(JobControl jobs, CancellationToken ct)
    {
        var started = await jobs.RunNowAsync(BackupJob.Spec.Key, ct);
        return started.IsSuccess ? TypedResults.Accepted("/api/v1/backups") : started.Refusals.ToProblem();
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> DownloadAsync(string name, BackupFolder folder, AuditTrail audit, CancellationToken ct)
    {
        var file = folder.Find(name);
        if (!file.IsSuccess) return file.Refusal.ToProblem();
        await audit.RecordAsync("operations.backup_downloaded", name, ct: ct);
        return TypedResults.PhysicalFile(file.Value, "application/zip", name, enableRangeProcessing: true);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, DeleteBackup delete, CancellationToken ct)
    {
        Result<string> deleted = await delete.HandleAsync(name, ct);
        return deleted.IsSuccess ? TypedResults.NoContent() : deleted.Refusals.ToProblem();
    }
}
