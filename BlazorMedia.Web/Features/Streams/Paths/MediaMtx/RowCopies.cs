using System.Linq.Expressions;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

internal static class RowCopies
{
    /// <summary>Adds a copy of the one row that a path has in a table of settings; nothing when it has none.</summary>
    public static async Task CopyRowAsync<T>(this AppDbContext db, Guid from, Guid to, Expression<Func<T, Guid>> owner, Action<T, Guid> give, CancellationToken ct)
        where T : class
    {
        var ofPath = Expression.Lambda<Func<T, bool>>(Expression.Equal(owner.Body, Expression.Constant(from)), owner.Parameters);
        // Read without tracking, so that it is a new row as soon as it has another key.
        if (await db.Set<T>().AsNoTracking().SingleOrDefaultAsync(ofPath, ct) is not { } row) return;
        give(row, to);
        db.Add(row);
    }
}
