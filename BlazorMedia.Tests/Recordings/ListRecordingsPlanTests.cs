using BlazorMedia.Domain.Recordings;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings;

/// <summary>SQLite's own explanation of what it will do: a list of a hundred thousand recordings must not be sorted for each page.</summary>
public sealed class ListRecordingsPlanTests : IDisposable
{
    private readonly Scene scene = new();

    public void Dispose() => scene.Dispose();

    [Theory]
    [InlineData(null, null, null, "IX_Recordings_StartedAt_Id_SearchKey")]
    [InlineData(null, null, null, "IX_Recordings_Trash", true)]
    [InlineData("door", null, null, "IX_Recordings_StreamName_StartedAt_Id")]
    [InlineData(null, "2026-11-20", null, "IX_Recordings_StartedAt_Id_SearchKey")]
    [InlineData(null, null, "text", "IX_Recordings_StartedAt_Id_SearchKey")]
    public async Task Every_order_of_the_page_comes_from_an_index(string? stream, string? day, string? text, string index, bool trash = false)
    {
        await using var db = scene.CreateDbContext();
        var recordings = trash ? db.Set<Recording>().AsNoTracking().InTrash() : db.Set<Recording>().AsNoTracking().Listed();
        if (stream is not null) recordings = recordings.OfStream(stream);
        if (day is not null) recordings = recordings.StartedWithin(scene.Clock.GetUtcNow(), scene.Clock.GetUtcNow().AddDays(1));
        if (text is not null) recordings = recordings.Mentioning(text);
        var sql = recordings.After(scene.Clock.GetUtcNow(), Guid.NewGuid()).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(51).ToQueryString();

        var backwards = recordings.AfterFromOldest(scene.Clock.GetUtcNow(), Guid.NewGuid()).OrderBy(r => r.StartedAt).ThenBy(r => r.Id).Take(51).ToQueryString();

        foreach (var plan in (string[])[await PlanOfAsync(db, sql), await PlanOfAsync(db, backwards)])
        {
            plan.ShouldContain(index);
            plan.ShouldNotContain("TEMP B-TREE");
        }
    }

    private static async Task<string> PlanOfAsync(DbContext db, string sql)
    {
        // ToQueryString writes the parameters as ".param set" lines of the sqlite3 shell.
        var lines = sql.Split('\n').ToList();
        var values = lines.Where(l => l.StartsWith(".param set ", StringComparison.Ordinal)).Select(l => l.Split(' ', 4)).ToDictionary(p => p[2], p => p[3].Trim());
        var query = string.Join('\n', lines.Where(l => !l.StartsWith(".param", StringComparison.Ordinal)));
        foreach (var (name, value) in values.OrderByDescending(v => v.Key.Length)) query = query.Replace(name, value, StringComparison.Ordinal);
        await db.Database.OpenConnectionAsync(Scene.Ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query;
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Scene.Ct);
        while (await reader.ReadAsync(Scene.Ct)) plan.Add(reader.GetString(3));
        return string.Join('\n', plan);
    }
}
