using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Wall;

/// <summary>The walls of people; each sees and changes only their own.</summary>
internal sealed class Walls(IDbContextFactory<AppDbContext> databases)
{
    private const int LongestName = 100;

    /// <summary>In the order in which they were made.</summary>
    public async Task<IReadOnlyList<WallLayout>> ListAsync(string userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<WallLayout>().AsNoTracking().Where(w => w.UserId == userId).OrderBy(w => w.Order).ToListAsync(ct);
    }

    public async Task<Result<WallLayout>> CreateAsync(string userId, string? name, int columns, WallPlaces places, CancellationToken ct)
    {
        if (Mistake(name, columns) is { } mistake) return mistake;
        await using var db = await databases.CreateDbContextAsync(ct);
        var orders = await db.Set<WallLayout>().Where(w => w.UserId == userId).Select(w => w.Order).ToListAsync(ct);
        if (orders.Count >= WallRefusals.MostWalls) return WallRefusals.TooMany;
        var wall = new WallLayout { Id = Guid.CreateVersion7(), UserId = userId, Name = name!.Trim(), Columns = columns, Places = places.ToString(), Order = orders.DefaultIfEmpty(0).Max() + 1 };
        db.Add(wall);
        await db.SaveChangesAsync(ct);
        return wall;
    }

    public async Task<Result<WallLayout>> SaveAsync(string userId, Guid id, string? name, int columns, WallPlaces places, CancellationToken ct)
    {
        if (Mistake(name, columns) is { } mistake) return mistake;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WallLayout>().SingleOrDefaultAsync(w => w.Id == id && w.UserId == userId, ct) is not { } wall) return WallRefusals.NotFound;
        (wall.Name, wall.Columns, wall.Places) = (name!.Trim(), columns, places.Resize(columns).ToString());
        await db.SaveChangesAsync(ct);
        return wall;
    }

    public async Task<Result<WallLayout>> DeleteAsync(string userId, Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WallLayout>().SingleOrDefaultAsync(w => w.Id == id && w.UserId == userId, ct) is not { } wall) return WallRefusals.NotFound;
        db.Remove(wall);
        await db.SaveChangesAsync(ct);
        return wall;
    }

    private static Refusal? Mistake(string? name, int columns)
    {
        if (string.IsNullOrWhiteSpace(name)) return WallRefusals.NameMissing;
        if (name.Trim().Length > LongestName) return WallRefusals.NameTooLong;
        return columns is < 2 or > 4 ? WallRefusals.ColumnsInvalid : null;
    }
}
