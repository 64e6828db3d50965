using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Exports.Write;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Writes the wish down; from then on its recordings are in use, and it is made whatever happens to this process.</summary>
internal sealed class CreateExport(IDbContextFactory<AppDbContext> databases, ExportSources sources, ExportImages images, ExportQueue queue, ActingNow acting)
{
    public async Task<Result<ExportDto>> HandleAsync(CreateExportRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var found = await sources.FindAsync(request, ct);
        if (!found.IsSuccess) return found.Refusals.ToList();
        var wish = found.Value;
        foreach (var mark in wish.Details.Marks)
            if (mark.ImageUrl is { } url && await images.RefusalOfAsync(url, ct) is { } refusal) return refusal with { Field = "marks" };

        var export = new Export
        {
            Id = Guid.CreateVersion7(now),
            Name = wish.Name,
            IsExact = wish.IsExact,
            Options = wish.Details.ToString(),
            CreatedAt = now,
            CreatedBy = acting.Actor.Name is { Length: > 0 } name ? name : null,
            NodeId = wish.NodeId,
        };
        export.Pieces.AddRange(wish.Pieces);
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(export);
        await db.SaveChangesAsync(ct);
        await queue.EnqueueAsync(export);
        return ExportDto.From(export, export.Pieces.Count, null, now);
    }
}
