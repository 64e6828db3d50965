using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>What a person or a client says of a stream. When changing one, a field that is absent stays as it is.</summary>
/// <param name="Name">Letters, digits and _ . ~ / -; unique.</param>
/// <param name="Source">Address of the source. The masked form that this server shows leaves the stored one untouched.</param>
/// <param name="PreRollSeconds">0 to the ring's length.</param>
/// <param name="FileSeconds">Length of one file when it is recorded by itself, 10 to 86,400; 0 = the usual 30 minutes.</param>
public sealed record StreamRequest(
    string? Name, string? DisplayName, string? GroupName, int? Order, string? Source, bool? Enabled, bool? OnDemand, bool? Record, int? PreRollSeconds, string? Notes,
    bool? IsListed = null, int? FileSeconds = null)
{
    internal StreamSettings Over(StreamPath? path) => new(
        (Name ?? path?.Name ?? "").Trim(), DisplayName ?? path?.DisplayName, GroupName ?? path?.GroupName, Order ?? path?.Order ?? 0, Enabled ?? path?.Enabled ?? true,
        OnDemand ?? path?.OnDemand ?? false, Record ?? path?.Record ?? false, PreRollSeconds ?? path?.PreRollSeconds ?? 0, Notes ?? path?.Notes)
    {
        IsListed = IsListed ?? path?.IsListed ?? true,
        FileSeconds = FileSeconds is null ? path?.FileSeconds : FileSeconds == 0 ? null : FileSeconds,
    };
}

/// <summary>Creates and changes streams; page and API share it.</summary>
internal sealed class SaveStream(IDbContextFactory<AppDbContext> databases, IngestHost host, SourceCheck sources, StreamCatalog catalog, AuditTrail audit, TimeProvider time, IOptionsMonitor<StreamsOptions> options)
{
    public async Task<Result<StreamDto>> CreateAsync(StreamRequest request, CancellationToken ct)
    {
        var settings = request.Over(null);
        var source = sources.Check(request.Source);
        if (Mistakes(settings, source) is { Count: > 0 } mistakes) return mistakes;
        var path = StreamPath.Create(settings, time.GetUtcNow());
        sources.Store(path, source!.Value);
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(path);
        audit.Add(db, "streams.created", path.Name, $"source: {path.SourceMasked}");
        return await SaveAsync(db, path, ct);
    }

    /// <summary>What <see cref="CreateAsync"/> would say no to; null when it would not.</summary>
    public async Task<IReadOnlyList<Refusal>?> TryAsync(StreamRequest request, CancellationToken ct)
    {
        var settings = request.Over(null);
        if (Mistakes(settings, sources.Check(request.Source)) is { Count: > 0 } mistakes) return mistakes;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<StreamPath>().AnyAsync(p => p.Name == settings.Name, ct) ? [StreamRefusals.NameTaken] : null;
    }

    public async Task<Result<StreamDto>> UpdateAsync(string name, StreamRequest request, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<StreamPath>().SingleOrDefaultAsync(p => p.Name == name, ct) is not { } path) return StreamRefusals.NotFound;
        var settings = request.Over(path);
        var keepsSource = request.Source is null || request.Source.Trim() == path.SourceMasked;
        var source = keepsSource ? null : sources.Check(request.Source);
        if (Mistakes(settings, source) is { Count: > 0 } mistakes) return mistakes;
        path.Change(settings, time.GetUtcNow());
        if (source is not null) sources.Store(path, source.Value);
        audit.Add(db, "streams.changed", path.Name, source is null ? null : $"source: {path.SourceMasked}");
        return await SaveAsync(db, path, ct);
    }

    private List<Refusal> Mistakes(StreamSettings settings, Result<SourceAddress>? source) =>
        [.. settings.Check(options.CurrentValue.RingSeconds), .. source?.Refusals ?? []];

    private async Task<Result<StreamDto>> SaveAsync(AppDbContext db, StreamPath path, CancellationToken ct)
    {
        // Asked before, for a good answer; the unique index decides when two people save at once.
        if (await db.Set<StreamPath>().AnyAsync(p => p.Name == path.Name && p.Id != path.Id, ct)) return StreamRefusals.NameTaken;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return StreamRefusals.NameTaken;
        }
        await host.ApplyAsync(path, ct);
        return catalog.Describe(path);
    }
}
