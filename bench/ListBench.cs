using System.Diagnostics;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Data.Sqlite;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Timeline;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Paging;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Bench;

/// <summary>Pages of 50 out of 100,000 recordings, in the handler, on a real file.</summary>
internal static class ListBench
{
    private const int Rows = 100_000;
    private const int Batch = 5_000;
    private const int Calls = 500;
    private const int StreamCount = 20;

    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(Results results, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bm-bench-list-");
        try
        {
            var databases = await DatabaseAsync(Path.Combine(folder.FullName, "list.db"), ct);
            await FillAsync(databases, ct);
            await MeasureAsync(results, new ListRecordings(databases, TimeProvider.System), await MiddleAsync(databases, ct), ct);
            await MeasureTimelineAsync(results, databases, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(Results results, ListRecordings list, string middle, CancellationToken ct)
    {
        (string What, RecordingFilter Filter)[] cases =
        [
            ("first page", new(null, null, null, null, 50)),
            ("from the middle by cursor", new(null, null, null, middle, 50)),
            ("one stream", new("camera7", null, null, null, 50)),
            ("text that many have", new(null, null, "camera7", null, 50)),
            ("text that one has, the oldest", new(null, null, "needle", null, 50)),
            ("text that none has", new(null, null, "nothing-like-it", null, 50)),
        ];
        foreach (var (what, filter) in cases)
        {
            Console.Error.WriteLine($"… list: {what}");
            results.AddTimes($"50 of {Rows:#,0} recordings: {what}", await TimesAsync(list, filter, ct), 0.99, "p99 at most 20 ms");
        }
    }

    private static async Task MeasureTimelineAsync(Results results, Databases databases, CancellationToken ct)
    {
        Console.Error.WriteLine("… list: time line");
        var days = new FindRecordedDays(databases, TimeProvider.System);
        var line = new FindTimeline(databases, new LiveStreams(), new StreamOutages(databases, TimeProvider.System), TimeProvider.System);
        var month = await TimesAsync(async () => (await days.HandleAsync("2026-03", "Europe/Berlin", ct)).IsSuccess, ct);
        results.AddTimes($"Days of a month with recordings, {StreamCount} streams, {Rows:#,0} recordings", month, 0.99, "p99 at most 10 ms");
        var day = await TimesAsync(async () => (await line.HandleAsync("2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z", [], ct)).IsSuccess, ct);
        results.AddTimes($"A day of all lanes (480 recordings) of {Rows:#,0}", day, 0.99, "no aim");
    }

    private static async Task<List<double>> TimesAsync(Func<Task<bool>> call, CancellationToken ct)
    {
        for (var i = 0; i < 20; i++) await call();
        var times = new List<double>(Calls);
        for (var i = 0; i < Calls && !ct.IsCancellationRequested; i++)
        {
            var watch = Stopwatch.StartNew();
            if (!await call()) throw new InvalidOperationException("The time line was refused.");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return times;
    }

    private static async Task<List<double>> TimesAsync(ListRecordings list, RecordingFilter filter, CancellationToken ct)
    {
        for (var i = 0; i < 20; i++) await list.HandleAsync(filter, ct); // compiles the query and warms the file's pages
        var times = new List<double>(Calls);
        for (var i = 0; i < Calls; i++)
        {
            var watch = Stopwatch.StartNew();
            var page = await list.HandleAsync(filter, ct);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (!page.IsSuccess) throw new InvalidOperationException(page.Refusal.Message);
        }
        return times;
    }

    private static async Task<Databases> DatabaseAsync(string file, CancellationToken ct)
    {
        SqliteBootstrap.EnsureInitialized();
        var connection = $"Data Source={file}";
        SqliteMaintenance.EnsureWal(connection);
        var databases = new Databases(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(connection).AddInterceptors(new SqlitePragmaInterceptor()).Options);
        await using var db = databases.CreateDbContext();
        await db.Database.MigrateAsync(ct);
        return databases;
    }

    private static async Task FillAsync(Databases databases, CancellationToken ct)
    {
        Console.Error.WriteLine($"… writing {Rows:#,0} recordings");
        for (var begin = 0; begin < Rows; begin += Batch)
        {
            await using var db = databases.CreateDbContext();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var i = begin; i < begin + Batch; i++) db.Add(RecordingOf(i));
            await db.SaveChangesAsync(ct);
        }
    }

    private static Recording RecordingOf(int index)
    {
        var started = First.AddMinutes(index * 3);
        var name = index == 0 ? "needle" : $"{started:yyyyMMdd-HHmm}-{index:x8}";
        var path = $"{started:yyyyMMdd}/{name}{RecordingName.Extension}";
        var recording = Recording.Begin(Guid.CreateVersion7(started), Guid.CreateVersion7(started), Guid.Empty, $"camera{index % StreamCount}", path, started);
        recording.Ready(path, started, new MediaFacts(180_000, 90_000_000, "h264", "aac", 1920, 1080));
        return recording;
    }

    private static async Task<string> MiddleAsync(Databases databases, CancellationToken ct)
    {
        await using var db = databases.CreateDbContext();
        var row = await db.Set<Recording>().AsNoTracking().OrderByDescending(r => r.StartedAt).Skip(Rows / 2).FirstAsync(ct);
        return new RowCursor(row.StartedAt, row.Id).ToString();
    }

    private sealed class Databases(DbContextOptions<SqliteAppDbContext> options) : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => new SqliteAppDbContext(options);
    }
}
