using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>How the pictures of a stream are taken. In a request, what is absent stays as it is.</summary>
/// <param name="Enabled">True: taken by itself every so often.</param>
/// <param name="IntervalSeconds">5 to 86400.</param>
/// <param name="Quality">1 to 100.</param>
/// <param name="KeepDays">Days that periodic pictures are kept; 0 = for ever.</param>
/// <param name="Crop"><c>x,y,w,h</c> in pixels of the source; empty = the whole picture.</param>
/// <param name="Brightness">-100 to 100, as contrast and saturation.</param>
/// <param name="ThumbnailWidth">Pixels; 0 = the usual one.</param>
public sealed record SnapshotPlanDto(
    bool? Enabled = null, int? IntervalSeconds = null, int? Quality = null, int? KeepDays = null, string? Crop = null, int? Brightness = null, int? Contrast = null, int? Saturation = null, int? ThumbnailWidth = null)
{
    internal static SnapshotPlanDto From(SnapshotPlan p) => new(p.Enabled, p.IntervalSeconds, p.Quality, p.KeepDays, p.Crop ?? "", p.Brightness, p.Contrast, p.Saturation, p.ThumbnailWidth);

    internal void Over(SnapshotPlan plan)
    {
        (plan.Enabled, plan.IntervalSeconds, plan.Quality, plan.KeepDays) = (Enabled ?? plan.Enabled, IntervalSeconds ?? plan.IntervalSeconds, Quality ?? plan.Quality, KeepDays ?? plan.KeepDays);
        if (Crop is not null) plan.Crop = Crop.Trim() is { Length: > 0 } crop ? crop : null;
        (plan.Brightness, plan.Contrast, plan.Saturation) = (Brightness ?? plan.Brightness, Contrast ?? plan.Contrast, Saturation ?? plan.Saturation);
        plan.ThumbnailWidth = ThumbnailWidth ?? plan.ThumbnailWidth;
    }
}

/// <summary>Reads and changes a stream's plan; page and API share it.</summary>
internal sealed class SaveSnapshotPlan(IDbContextFactory<AppDbContext> databases, LiveStreams streams, AuditTrail audit)
{
    public async Task<Result<SnapshotPlanDto>> FindAsync(string name, CancellationToken ct)
    {
        if (streams.Find(name) is not { } stream) return StreamRefusals.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        return SnapshotPlanDto.From(await db.Set<SnapshotPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.StreamId == stream.Id, ct) ?? new SnapshotPlan());
    }

    public async Task<Result<SnapshotPlanDto>> HandleAsync(string name, SnapshotPlanDto request, CancellationToken ct)
    {
        if (streams.Find(name) is not { } stream) return StreamRefusals.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        var plan = await db.Set<SnapshotPlan>().SingleOrDefaultAsync(p => p.StreamId == stream.Id, ct);
        if (plan is null) db.Add(plan = new SnapshotPlan { StreamId = stream.Id });
        request.Over(plan);
        List<Refusal> mistakes = [.. plan.Check()];
        if (mistakes.Count > 0) return mistakes;
        audit.Add(db, "snapshots.plan_changed", stream.Name, plan.Enabled ? FormattableString.Invariant($"every {plan.IntervalSeconds} s, kept {plan.KeepDays} days") : "off");
        await db.SaveChangesAsync(ct);
        return SnapshotPlanDto.From(plan);
    }
}
