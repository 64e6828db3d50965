using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Timeline;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings.Timeline;

/// <summary>SQLite's own explanation: the days of a month must not be found by reading every recording.</summary>
public sealed class TimelinePlanTests : IDisposable
{
    private readonly Scene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task Each_day_and_each_name_is_one_look_into_the_index()
    {
        await using var db = scene.CreateDbContext();
        var (sql, values) = FindRecordedDays.Question(db, DayLine.OfMonth(2026, 10, TimeZoneInfo.Utc), scene.Clock.GetUtcNow());
        await db.Database.OpenConnectionAsync(Scene.Ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, values);
        var plan = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(Scene.Ct))
            while (await reader.ReadAsync(Scene.Ct)) plan.Add(reader.GetString(3));

        var looks = plan.Where(p => p.StartsWith("SEARCH", StringComparison.Ordinal)).ToList();
        looks.Count.ShouldBe(3);
        looks.ShouldAllBe(p => p.Contains("IX_Recordings_StreamName_StartedAt_Id"));
        plan.ShouldNotContain(p => p.StartsWith("SCAN r", StringComparison.Ordinal) || p.Contains("SCAN Recordings") || p.Contains("TEMP B-TREE"));
    }
}
