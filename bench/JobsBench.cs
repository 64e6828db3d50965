using System.Diagnostics;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Bench;

/// <summary>How fast work is queued and done that does nothing itself, beside plain single-row commits into the same database.</summary>
internal static class JobsBench
{
    private const int Count = 2000;

    public static async Task RunAsync(Results results, CancellationToken ct)
    {
        await MeasureAsync(results, "SQLite", null, ct);
        if (Postgres() is { } connection) await MeasureAsync(results, "PostgreSQL", connection, ct);
        else Console.Error.WriteLine("… jobs: no PostgreSQL here; set BLAZORMEDIA_BENCH_POSTGRES to an empty database to measure it");
    }

    // One of the test run's own kind flushes nothing, which the row says nothing about: give a real one for numbers that count.
    private static string? Postgres() =>
        Environment.GetEnvironmentVariable("BLAZORMEDIA_BENCH_POSTGRES") is { Length: > 0 } given ? given
        : PostgresServer.Shared is { } server ? server.ConnectionTo(server.Create()) : null;

    private static async Task MeasureAsync(Results results, string what, string? postgres, CancellationToken ct)
    {
        Console.Error.WriteLine($"… jobs: {what}");
        var folder = Directory.CreateTempSubdirectory("bm-bench-jobs-");
        try
        {
            await using var app = await StartAsync(folder.FullName, postgres, ct);
            var plain = await PlainAsync(app, ct);
            var scheduler = await app.Services.GetRequiredService<WorkScheduler>().SchedulerAsync(ct);
            await scheduler.Standby(ct);
            var queued = await EnqueueAsync(app, ct);
            var drained = await DrainAsync(app, scheduler, ct);
            results.Add($"jobs on {what}: plain commits", $"{plain:0}/s", "the baseline");
            results.Add($"jobs on {what}: enqueue", $"{queued:0}/s, {queued / plain:0.00} of the plain commits");
            results.Add($"jobs on {what}: drain {Count} that wait", $"{drained:0}/s, {drained / plain:0.00} of the plain commits");
            await app.StopAsync(ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> EnqueueAsync(WebApplication app, CancellationToken ct)
    {
        var queue = app.Services.GetRequiredService<IJobQueue>();
        var watch = Stopwatch.StartNew();
        for (var n = 0; n < Count; n++) await queue.EnqueueAsync<CountedJob, CountedInput>(new(n), $"{n}", ct);
        return Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> DrainAsync(WebApplication app, Quartz.IScheduler scheduler, CancellationToken ct)
    {
        var tally = app.Services.GetRequiredService<Tally>();
        var watch = Stopwatch.StartNew();
        await scheduler.Start(ct);
        await Wait.UntilAsync(_ => Task.FromResult(tally.Done >= Count), "the queue is empty", ct);
        return Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> PlainAsync(WebApplication app, CancellationToken ct)
    {
        await using var source = app.Services.GetRequiredService<JobStore>().DataSource();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE bench_plain (id INTEGER PRIMARY KEY, text VARCHAR(200))";
        await command.ExecuteNonQueryAsync(ct);
        var watch = Stopwatch.StartNew();
        for (var n = 0; n < Count; n++)
        {
            command.CommandText = $"INSERT INTO bench_plain VALUES ({n}, 'as long as a small input is')";
            await command.ExecuteNonQueryAsync(ct);
        }
        return Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<WebApplication> StartAsync(string folder, string? postgres, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("BlazorMedia:DataDirectory", folder)]);
        if (postgres is not null) builder.Configuration.AddInMemoryCollection([new("Database:Provider", "postgres"), new("ConnectionStrings:Default", postgres)]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddPlatform();
        builder.AddDatabase();
        builder.AddJobs();
        builder.Services.AddSingleton<Tally>().AddJob<CountedJob, CountedInput>();
        var app = builder.Build();
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct)) await db.Database.MigrateAsync(ct);
        await app.StartAsync(ct);
        return app;
    }
}

public sealed record CountedInput(int Number);

internal sealed class Tally
{
    private int done;

    public int Done => Volatile.Read(ref done);

    public void Add() => Interlocked.Increment(ref done);
}

internal sealed class CountedJob(Tally tally) : IJob<CountedInput>
{
    public static JobSpec Spec { get; } = new("bench.counted");

    public Task RunAsync(CountedInput input, JobRun run, CancellationToken ct)
    {
        tally.Add();
        return Task.CompletedTask;
    }
}
