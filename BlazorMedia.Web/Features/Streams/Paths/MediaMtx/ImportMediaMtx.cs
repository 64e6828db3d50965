using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>The paths of a mediamtx.yml become streams with their settings. What exists is left alone, so it can be run again.</summary>
internal sealed class ImportMediaMtx(SaveStream save, IDbContextFactory<AppDbContext> databases, IEnumerable<IPathKeys> owners, AuditTrail audit)
{
    public async Task<ImportReport> RunAsync(IReadOnlyList<FilePath> paths, bool isDry, CancellationToken ct)
    {
        var done = new List<ImportedPath>();
        foreach (var path in paths) done.Add(path.Reason is { } reason ? new(path.Name, ImportedPath.Refused, reason, [], []) : await ImportAsync(path, isDry, ct));
        var report = new ImportReport(isDry, done);
        if (report.Imported > 0 && !isDry) await audit.RecordAsync("streams.imported", $"{report.Imported}", ct: ct);
        return report;
    }

    private async Task<ImportedPath> ImportAsync(FilePath path, bool isDry, CancellationToken ct)
    {
        var left = new List<LeftKey>();
        var request = StreamKeys.RequestOf(path, (key, why) => left.Add(new(key, why)));
        var refusals = isDry ? await save.TryAsync(request, ct) : await save.CreateAsync(request, ct) is var created && created.IsSuccess ? null : created.Refusals;
        if (refusals is not null)
        {
            var outcome = refusals.Any(r => r.Code == StreamRefusals.NameTaken.Code) ? ImportedPath.Exists : ImportedPath.Refused;
            return new(path.Name, outcome, string.Join(' ', refusals.Select(r => r.Message)), [], []);
        }
        await TakeAsync(path, isDry, left, ct);
        var known = owners.SelectMany(o => o.Keys).ToHashSet(StringComparer.Ordinal);
        left.AddRange(path.Values.Keys.Where(k => !known.Contains(k)).Select(k => new LeftKey(k, UnknownKeys.ReasonOf(k))));
        return new(path.Name, ImportedPath.Imported, null, [.. path.Values.Keys.Where(k => left.TrueForAll(l => l.Key != k)).Order(StringComparer.Ordinal)], left);
    }

    private async Task TakeAsync(FilePath path, bool isDry, List<LeftKey> left, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // A dry run asks the same owners about a path that is nowhere, and forgets what they add.
        var stream = isDry ? StreamPath.Create(StreamKeys.RequestOf(path, (_, _) => { }).Over(null), DateTimeOffset.UnixEpoch) : await db.Set<StreamPath>().SingleAsync(p => p.Name == path.Name, ct);
        foreach (var owner in owners)
            await owner.TakeAsync(db, stream, path.Values.Where(v => owner.Keys.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value), (key, why) => left.Add(new(key, why)), ct);
        if (!isDry) await db.SaveChangesAsync(ct);
    }
}
