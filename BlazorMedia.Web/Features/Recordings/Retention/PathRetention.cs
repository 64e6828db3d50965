using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What one path keeps.</summary>
/// <param name="Days">0 = for ever; null = as for all.</param>
/// <param name="MaxBytes">0 = as much as there is room for; null = it shares the limit for all.</param>
/// <param name="Priority">-10 to 10. In an emergency the lowest is emptied, and stopped, first.</param>
public sealed record RetentionRequest(int? Days, long? MaxBytes, int Priority = 0);

/// <inheritdoc cref="RetentionRequest"/>
/// <param name="DaysForAll">What holds where <paramref name="Days"/> is null.</param>
/// <param name="MaxBytesForAll">Of all paths together that have no size of their own.</param>
public sealed record PathRetentionDto(string Stream, int? Days, long? MaxBytes, int Priority, int DaysForAll, long MaxBytesForAll);

/// <summary>Reads and changes what one path keeps.</summary>
internal sealed class PathRetention(IDbContextFactory<AppDbContext> databases, IOptionsMonitor<RetentionOptions> options, AuditTrail audit, LiveTopics topics)
{
    public async Task<Result<PathRetentionDto>> FindAsync(string stream, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await StreamIdAsync(db, stream, ct) is not { } id) return RetentionRefusals.StreamNotFound;
        return Dto(stream, await db.Set<RetentionRule>().AsNoTracking().SingleOrDefaultAsync(r => r.StreamId == id, ct));
    }

    public async Task<Result<PathRetentionDto>> SaveAsync(string stream, RetentionRequest request, CancellationToken ct)
    {
        var mistakes = RetentionRule.Check(request.Days, request.MaxBytes, request.Priority).ToList();
        if (mistakes.Count > 0) return mistakes;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await StreamIdAsync(db, stream, ct) is not { } id) return RetentionRefusals.StreamNotFound;
        var rule = await db.Set<RetentionRule>().SingleOrDefaultAsync(r => r.StreamId == id, ct);
        if (rule is null) db.Add(rule = new RetentionRule { StreamId = id });
        (rule.Days, rule.MaxBytes, rule.Priority) = (request.Days, request.MaxBytes, request.Priority);
        audit.Add(db, "recordings.retention_changed", stream, FormattableString.Invariant($"days: {Words(request.Days)}, bytes: {Words(request.MaxBytes)}, priority: {request.Priority}"));
        await db.SaveChangesAsync(ct);
        topics.Publish(RetentionTopics.Retention);
        return Dto(stream, rule);
    }

    private static string Words(long? limit) => limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "as for all";

    private static Task<Guid?> StreamIdAsync(AppDbContext db, string name, CancellationToken ct) =>
        db.Set<StreamPath>().AsNoTracking().Where(s => s.Name == name).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct);

    private PathRetentionDto Dto(string stream, RetentionRule? rule) =>
        new(stream, rule?.Days, rule?.MaxBytes, rule?.Priority ?? 0, options.CurrentValue.Days, options.CurrentValue.MaxBytes);
}
