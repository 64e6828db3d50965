using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;

namespace BlazorMedia.Web.Features.Recordings.Files;

internal static class RecordingsHere
{
    /// <summary>Those whose files this node can reach: all but the ones on another node's disk.</summary>
    public static IQueryable<Recording> Reachable(this AppDbContext db, RecordingStore store) => store.OnlyNode is not { } node
        ? db.Set<Recording>()
        : db.Set<Recording>().Where(r => !db.Set<RecordingTask>().Any(t => t.Id == r.TaskId && t.NodeId != null && t.NodeId != node));

    /// <summary>Without those that an export reads, or is about to.</summary>
    public static IQueryable<Recording> NotInUse(this IQueryable<Recording> recordings, AppDbContext db) => recordings.Where(r => !db.InUse().Any(id => id == r.Id));

    /// <summary>Ids of recordings that an export reads, or is about to.</summary>
    public static IQueryable<Guid> InUse(this AppDbContext db) => db.Set<Export>().RecordingsInUse();
}
