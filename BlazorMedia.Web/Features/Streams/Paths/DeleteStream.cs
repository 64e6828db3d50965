using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>Removes a stream: pulling ends, its ring goes, a running recording is finished with what it has; finished recordings stay.</summary>
internal sealed class DeleteStream(IDbContextFactory<AppDbContext> databases, IngestHost host, StreamCatalog catalog, IStreamRecorder recorder, AuditTrail audit)
{
    public async Task<Result<StreamDto>> HandleAsync(string name, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<StreamPath>().SingleOrDefaultAsync(p => p.Name == name, ct) is not { } path) return StreamRefusals.NotFound;
        var last = catalog.Describe(path);
        await recorder.StopAsync(path.Id, ct);
        db.Remove(path);
        audit.Add(db, "streams.deleted", path.Name);
        await db.SaveChangesAsync(ct);
        // The row is gone: what belongs to it must go too, whether the client still waits or not.
        await host.RemoveAsync(path.Id, CancellationToken.None);
        return last;
    }
}
