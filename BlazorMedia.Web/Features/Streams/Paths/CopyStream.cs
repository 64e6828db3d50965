using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths.MediaMtx;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <param name="From">Name of the stream whose settings are copied.</param>
/// <param name="Name">Name of the new one.</param>
/// <param name="Source">Address of the new one; null = the same source, whose password nobody need know.</param>
public sealed record CopyStreamRequest(string? From, string? Name, string? Source);

/// <summary>A new stream with all settings of another: recording, triggers, retention, health, looks. Switched off until somebody has looked at it.</summary>
internal sealed class CopyStream(IDbContextFactory<AppDbContext> databases, SourceCheck sources, IngestHost host, IEnumerable<IPathKeys> owners, StreamCopyTools tools)
{
    public async Task<Result<StreamDto>> HandleAsync(CopyStreamRequest request, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<StreamPath>().AsNoTracking().SingleOrDefaultAsync(p => p.Name == request.From, ct) is not { } from) return StreamRefusals.NotFound;
        var name = (request.Name ?? "").Trim();
        var source = string.IsNullOrWhiteSpace(request.Source) || request.Source.Trim() == from.SourceMasked ? null : sources.Check(request.Source);
        List<Refusal> mistakes = [.. StreamName.Check(name) is { } wrong ? [wrong] : Array.Empty<Refusal>(), .. source?.Refusals ?? []];
        if (mistakes.Count > 0) return mistakes;
        if (await db.Set<StreamPath>().AnyAsync(p => p.Name == name, ct)) return StreamRefusals.NameTaken;

        var copy = StreamPath.Create(SettingsOf(from) with { Name = name, Enabled = false }, tools.Time.GetUtcNow());
        if (source is null) copy.ChangeSource(from.SourceCipher, from.SourceMasked, tools.Time.GetUtcNow());
        else sources.Store(copy, source.Value);
        db.Add(copy);
        foreach (var owner in owners) await owner.CopyAsync(db, from, copy, ct);
        tools.Audit.Add(db, "streams.copied", copy.Name, $"from {from.Name}");
        return await SaveAsync(db, copy, ct);
    }

    private static StreamSettings SettingsOf(StreamPath path) =>
        new(path.Name, path.DisplayName, path.GroupName, path.Order, path.Enabled, path.OnDemand, path.Record, path.PreRollSeconds, path.Notes) { IsListed = path.IsListed, FileSeconds = path.FileSeconds };

    private async Task<Result<StreamDto>> SaveAsync(AppDbContext db, StreamPath copy, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return StreamRefusals.NameTaken;
        }
        await host.ApplyAsync(copy, ct);
        return tools.Catalog.Describe(copy);
    }
}

/// <summary>What a copy needs besides the rows.</summary>
internal sealed record StreamCopyTools(StreamCatalog Catalog, AuditTrail Audit, TimeProvider Time);
