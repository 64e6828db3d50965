using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>
/// Who keeps some of a path's settings and knows what mediamtx.yml calls them; registered in DI. The importer hands each key to its owner,
/// the exporter asks every owner, and a duplicate of a path is what one says of the other.
/// </summary>
internal interface IPathKeys
{
    /// <summary>The keys that this owner takes.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>Adds rows for what <paramref name="values"/> says to <paramref name="db"/>; the caller saves. A value that cannot be taken is left out and named.</summary>
    /// <param name="values">Only keys of <see cref="Keys"/>, as they stand in the file.</param>
    /// <param name="leave">Key and English reason of what is not taken.</param>
    Task TakeAsync(AppDbContext db, StreamPath path, IReadOnlyDictionary<string, string> values, Action<string, string> leave, CancellationToken ct);

    /// <summary>What the file would say of this path; keys whose value is the usual one are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> GiveAsync(AppDbContext db, StreamPath path, CancellationToken ct);

    /// <summary>Adds copies of <paramref name="from"/>'s rows for <paramref name="to"/>; the caller saves.</summary>
    Task CopyAsync(AppDbContext db, StreamPath from, StreamPath to, CancellationToken ct);
}
