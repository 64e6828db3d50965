using System.Runtime.CompilerServices;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>Ring folders against streams.</summary>
internal static class RingStorageCheck
{
    public static StorageCheck Check { get; } = new("streams.ring", typeof(StreamsText), FindAsync);

    private static async IAsyncEnumerable<StorageFinding> FindAsync(IServiceProvider services, [EnumeratorCancellation] CancellationToken ct)
    {
        var store = services.GetRequiredService<RingStore>();
        // The folders first: a stream that is added meanwhile has its row before its folder.
        var folders = Directory.GetDirectories(store.Root);
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        var known = await db.Set<StreamPath>().Select(s => s.Id).ToHashSetAsync(ct);
        foreach (var folder in folders)
            if (Guid.TryParseExact(Path.GetFileName(folder), "N", out var id) && !known.Contains(id))
                yield return new StorageFinding("ring_folder", "A folder of the ring belongs to no stream", Path.GetFileName(folder), stop => store.RemoveAsync(folder, stop));
    }
}
