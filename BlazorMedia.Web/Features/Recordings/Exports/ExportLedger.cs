using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Exports.Write;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>The row of an export while it is made.</summary>
internal sealed class ExportLedger(IDbContextFactory<AppDbContext> databases, RecordingStore recordings, ExportStore store, ExportQueue queue, TimeProvider time)
{
    /// <summary>What is to be made; null when nobody wants it any more.</summary>
    /// <exception cref="ExportException">A recording that it is made of is gone.</exception>
    public async Task<ExportWork?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var export = await db.Set<Export>().AsNoTracking().Include(e => e.Pieces).SingleOrDefaultAsync(e => e.Id == id, ct);
        if (export is null or { State: ExportState.Ready or ExportState.Cancelled }) return null;
        var ids = export.Pieces.Select(p => p.RecordingId).Distinct().ToList();
        var sources = await db.Set<Recording>().AsNoTracking().Include(r => r.Pieces).Where(r => ids.Contains(r.Id) && !r.IsGarbage && r.State == RecordingState.Ready).ToDictionaryAsync(r => r.Id, ct);
        var pieces = export.Pieces.OrderBy(p => p.Index).Select(p => SourceOf(p, sources)).ToList();
        return new ExportWork(id, export.Name, export.IsExact, ExportDetails.Parse(export.Options), pieces, store.WorkFolder(id));
    }

    /// <returns>False when it was cancelled meanwhile.</returns>
    public async Task<bool> BeginAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Export>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export || !export.TryRun()) return false;
        // A try that ended between name and row left its file.
        if (export.Path is { } left && !await db.Set<Export>().AnyAsync(e => e.Id != id && e.Path == left, ct)) store.Remove(left);
        export.Path = null;
        await db.SaveChangesAsync(ct);
        queue.Publish();
        return true;
    }

    /// <returns>True while nobody has cancelled or removed it.</returns>
    public async Task<bool> IsWantedAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Export>().AnyAsync(e => e.Id == id && e.State == ExportState.Running, ct);
    }

    /// <summary>The name stands in the row before the file gets it, so that a file without a row cannot be left.</summary>
    /// <returns>False when it was cancelled at the last moment.</returns>
    public async Task<bool> FinishAsync(ExportWork work, WrittenExport film, CancellationToken ct)
    {
        string path;
        do
        {
            path = store.FreeName(work.Name);
            if (!await ChangeAsync(work.Id, e => (e.Path = path) is not null && e.State == ExportState.Running, ct)) return false;
        }
        while (!store.TryPlace(film.File, path));
        var isKept = await ChangeAsync(work.Id, e => e.TryFinish(film.Bytes, film.DurationMs, work.Details with { Outcome = film.Outcome }, time.GetUtcNow()), ct);
        if (!isKept) store.Remove(path);
        return isKept;
    }

    public Task FailAsync(Guid id, RecordingFailure failure) => ChangeAsync(id, e =>
    {
        if (e.IsUnfinished) e.Fail(failure, time.GetUtcNow());
        return true;
    }, CancellationToken.None);

    public Task CancelAsync(Guid id) => ChangeAsync(id, e =>
    {
        e.Cancel(time.GetUtcNow());
        return true;
    }, CancellationToken.None);

    /// <summary>Asks again for all that wait: their turn may have come.</summary>
    public async Task EnqueueWaitingAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await db.Set<Export>().AsNoTracking().Where(e => e.State == ExportState.Waiting).OrderBy(e => e.CreatedAt).Take(20).ToListAsync(ct);
        foreach (var export in waiting) await queue.EnqueueAsync(export);
    }

    private ExportSource SourceOf(ExportPiece piece, Dictionary<Guid, Recording> sources)
    {
        if (!sources.TryGetValue(piece.RecordingId, out var r)) throw new ExportException(ExportException.SourceGone, "A recording that it is made of was removed.");
        var file = recordings.FileOf(r.Path);
        if (!File.Exists(file)) throw new ExportException(ExportException.SourceGone, $"The file {r.Path} is not on the disk.");
        return new ExportSource(file, piece.FromMs, piece.UntilMs, [.. ExportRange.StretchesOf(r)], r.VideoCodec, r.AudioCodec, r.Width, r.Height, r.Bytes, r.DurationMs);
    }

    private async Task<bool> ChangeAsync(Guid id, Func<Export, bool> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Export>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export || !change(export)) return false;
        await db.SaveChangesAsync(ct);
        queue.Publish();
        return true;
    }
}
