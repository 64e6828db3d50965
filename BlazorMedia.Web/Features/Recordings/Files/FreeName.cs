using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Finds a name that neither a row nor a file has; a script that gives the same name every day or hour goes on working.</summary>
internal sealed class FreeName(AppDbContext db, RecordingStore store)
{
    /// <param name="from">The first number to try; 1 = the name itself.</param>
    /// <param name="except">Paths that are given away already but not saved yet.</param>
    /// <returns>Path below the root.</returns>
    public async Task<string> FindAsync(string day, string name, CancellationToken ct, int from = 1, IReadOnlySet<string>? except = null)
    {
        for (var number = from; ; number++)
        {
            var path = $"{day}/{(number == 1 ? name : RecordingName.Numbered(name, number))}";
            if (except?.Contains(path) == true || File.Exists(store.FileOf(path))) continue;
            if (!await db.Set<Recording>().AnyAsync(r => r.Path == path, ct)) return path;
        }
    }
}
