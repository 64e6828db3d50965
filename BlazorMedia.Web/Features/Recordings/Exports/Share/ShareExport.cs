using System.Security.Cryptography;
using System.Text;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Exports.Share;

/// <summary>Gives and takes back the link that anybody may use.</summary>
internal sealed class ShareExport(IDbContextFactory<AppDbContext> databases, ShareLinks links, ExportQueue queue, AuditTrail audit, TimeProvider time)
{
    /// <summary>A new link; one that was given before stops to work.</summary>
    /// <param name="hours">1 to 720.</param>
    /// <returns>Path of the link and until when it works.</returns>
    public async Task<Result<SharedExport>> GiveAsync(Guid id, int? hours, CancellationToken ct)
    {
        if (hours is not (>= 1 and <= ExportRules.MaxShareHours)) return ExportRefusals.HoursInvalid;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Export>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export) return ExportRefusals.NotFound;
        if (export.State != ExportState.Ready) return ExportRefusals.NotReady;
        var until = time.GetUtcNow().AddHours(hours.Value);
        export.Share(until, ShareLinks.NewSalt());
        audit.Add(db, "recordings.export_shared", export.Name, $"{hours} h");
        await db.SaveChangesAsync(ct);
        queue.Publish();
        return new SharedExport(PathOf(export)!, until);
    }

    /// <summary>Harmless when there is no link.</summary>
    /// <returns>The name of the export.</returns>
    public async Task<Result<string>> TakeBackAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Export>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export) return ExportRefusals.NotFound;
        if (export.ShareSalt is null) return export.Name;
        export.Unshare();
        audit.Add(db, "recordings.export_unshared", export.Name);
        await db.SaveChangesAsync(ct);
        queue.Publish();
        return export.Name;
    }

    /// <summary>The link that works now, for those who may give one; null when there is none.</summary>
    public async Task<string?> FindPathAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        return await db.Set<Export>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.SharedUntil > now, ct) is { } export ? PathOf(export) : null;
    }

    /// <summary>The export that a link opens; null when it is not ours, over or taken back.</summary>
    public async Task<Export?> OpenAsync(string? token, CancellationToken ct)
    {
        if (links.Read(token) is not { } link || link.Until <= time.GetUtcNow()) return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        var export = await db.Set<Export>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == link.ExportId && e.State == ExportState.Ready, ct);
        return export is { ShareSalt: { } salt, SharedUntil: { } until } && until > time.GetUtcNow() && IsSame(salt, link.Salt) ? export : null;
    }

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    private string? PathOf(Export export) => links.TokenOf(export) is { } token ? $"/share/{token}" : null;
}
