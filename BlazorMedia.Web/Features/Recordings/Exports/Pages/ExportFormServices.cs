using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Exports.Pages;

/// <summary>What the form of a new export works with.</summary>
internal sealed class ExportFormServices(IDbContextFactory<AppDbContext> databases, ExportSources sources, CreateExport create, FindRecording find)
{
    public ExportSources Sources => sources;

    public CreateExport Create => create;

    public FindRecording Find => find;

    /// <summary>About how large a copy will be, in bytes.</summary>
    public async Task<long> SizeOfAsync(ExportWish wish, CancellationToken ct)
    {
        var ids = wish.Pieces.Select(p => p.RecordingId).Distinct().ToList();
        await using var db = await databases.CreateDbContextAsync(ct);
        var rates = await db.Set<Recording>().AsNoTracking().Where(r => ids.Contains(r.Id) && r.DurationMs > 0)
            .Select(r => new { r.Id, r.Bytes, r.DurationMs }).ToDictionaryAsync(r => r.Id, r => (double)r.Bytes / r.DurationMs, ct);
        return (long)wish.Pieces.Sum(p => rates.GetValueOrDefault(p.RecordingId) * (p.UntilMs - p.FromMs));
    }

    /// <summary>Streams of which something was recorded, also those that are gone.</summary>
    public async Task<IReadOnlyList<string>> StreamsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Recording>().AsNoTracking().Listed().Select(r => r.StreamName).Distinct().OrderBy(n => n).Take(1000).ToListAsync(ct);
    }
}
