using System.Globalization;
using System.Text;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>
/// Which days of a month have pictures, for each stream. It asks the index once for each stream and day — the last recording that began
/// before the day's end tells — and so costs the same whether there are a thousand recordings or a million.
/// </summary>
internal sealed class FindRecordedDays(IDbContextFactory<AppDbContext> databases, TimeProvider time)
{
    // The names come from the index too, by jumps: a stream that was deleted has days as well.
    private const string Names = """
        WITH RECURSIVE names("Name") AS (
            SELECT MIN("StreamName") FROM "Recordings"
            UNION ALL
            SELECT (SELECT MIN(r."StreamName") FROM "Recordings" AS r WHERE r."StreamName" > names."Name") FROM names WHERE names."Name" IS NOT NULL
        )
        """;

    private const string Last = """
        (SELECT COALESCE(r."EndedAt", {0}) FROM "Recordings" AS r
         WHERE r."StreamName" = names."Name" AND r."StartedAt" < days."EndsAt" AND r."TrashedAt" IS NULL AND NOT r."IsGarbage" AND r."State" <> 'Failed'
         ORDER BY r."StartedAt" DESC LIMIT 1) > days."StartsAt"
        """;

    /// <param name="zone">Whose midnights divide the days, as IANA names it; null = the server's.</param>
    public async Task<Result<TimelineMonth>> HandleAsync(string? month, string? zone, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) || !DayLine.IsPossible(first)) return TimelineRefusals.MonthInvalid;
        if (ZoneOf(zone) is not { } known) return TimelineRefusals.ZoneUnknown;
        await using var db = await databases.CreateDbContextAsync(ct);
        var (sql, values) = Question(db, DayLine.OfMonth(first.Year, first.Month, known), time.GetUtcNow());
        var found = await db.Database.SqlQueryRaw<StreamDay>(sql, values).ToListAsync(ct);
        var streams = found.GroupBy(f => f.Stream).OrderBy(g => g.Key, StringComparer.Ordinal);
        return new TimelineMonth(month, known.Id, [.. streams.Select(s => new StreamDays(s.Key, [.. s.Select(d => d.Day).Order()]))]);
    }

    internal static (string Sql, object[] Values) Question(AppDbContext db, IReadOnlyList<DayLine> days, DateTimeOffset now)
    {
        // Parameters beside no property get no conversion: SQLite's rows hold ticks.
        object Value(DateTimeOffset instant) => db.Database.IsSqlite() ? instant.UtcTicks : instant.ToUniversalTime();
        List<object> values = [Value(now)];
        var rows = new StringBuilder();
        foreach (var day in days.Where(d => d.StartsAt <= now))
        {
            rows.Append(CultureInfo.InvariantCulture, $"{(rows.Length > 0 ? ", " : "")}({day.Day.Day}, {{{values.Count}}}, {{{values.Count + 1}}})");
            values.AddRange([Value(day.StartsAt), Value(day.EndsAt)]);
        }
        if (rows.Length == 0) return ("SELECT '' AS \"Stream\", 0 AS \"Day\" WHERE 1 = 0", []);
        return ($"{Names}, days(\"Day\", \"StartsAt\", \"EndsAt\") AS (VALUES {rows}) SELECT names.\"Name\" AS \"Stream\", days.\"Day\" FROM names, days WHERE names.\"Name\" IS NOT NULL AND {Last}", [.. values]);
    }

    private TimeZoneInfo? ZoneOf(string? name) =>
        string.IsNullOrWhiteSpace(name) ? time.LocalTimeZone : TimeZoneInfo.TryFindSystemTimeZoneById(name.Trim(), out var zone) ? zone : null;

    private sealed record StreamDay(string Stream, int Day);
}
