using System.Data.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

internal static class RecordingsHere
{
    private const int Newest = 20;

    /// <summary>Those whose files this node can reach: all but the ones on another node's disk.</summary>
    public static IQueryable<Recording> Reachable(this AppDbContext db, RecordingStore store) => store.OnlyNode is not { } node
        ? db.Set<Recording>()
        : db.Set<Recording>().Where(r => !db.Set<RecordingTask>().Any(t => t.Id == r.TaskId && t.NodeId != null && t.NodeId != node));

    /// <summary>True when this node has recordings and none of the newest has its file; null when the database cannot tell.</summary>
    public static bool? AreElsewhere(this IDbContextFactory<AppDbContext> databases, RecordingStore store)
    {
        try
        {
            using var db = databases.CreateDbContext();
            var ready = db.Set<Recording>().AsNoTracking().Where(r => r.State == RecordingState.Ready && !r.IsGarbage);
            // A node that has just joined has none, whatever was recorded before there were several.
            if (store.OnlyNode is { } node) ready = ready.Where(r => db.Set<RecordingTask>().Any(t => t.Id == r.TaskId && t.NodeId == node));
            var paths = ready.OrderByDescending(r => r.StartedAt).Select(r => r.Path).Take(Newest).ToList();
            return paths.Count > 0 && !paths.Exists(p => File.Exists(store.FileOf(p)));
        }
        catch (DbException)
        {
            return null;
        }
    }

    /// <summary>Without those that an export reads, or is about to.</summary>
    public static IQueryable<Recording> NotInUse(this IQueryable<Recording> recordings, AppDbContext db) => recordings.Where(r => !db.InUse().Any(id => id == r.Id));

    /// <summary>Ids of recordings that an export reads, or is about to.</summary>
    public static IQueryable<Guid> InUse(this AppDbContext db) => db.Set<Export>().RecordingsInUse();
}
