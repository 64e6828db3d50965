using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Jobs.Statistics;

/// <summary>Counts ended runs by the hour: in memory first, because a write for each run would cost more than many a run.</summary>
internal sealed class JobTallies(IDbContextFactory<AppDbContext> databases, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Dictionary<DateTimeOffset, JobHour> unsaved = [];

    public void Count(JobOutcome outcome)
    {
        var hour = JobTally.HourOf(clock.GetUtcNow());
        lock (gate) unsaved[hour] = With(unsaved.GetValueOrDefault(hour) ?? new(hour, 0, 0, 0), outcome);
    }

    /// <param name="hours">How many, the present one included; from 1 to 336.</param>
    public async Task<JobStatistics> ReadAsync(int hours, CancellationToken ct)
    {
        var first = JobTally.HourOf(clock.GetUtcNow()).AddHours(1 - hours);
        await using var db = await databases.CreateDbContextAsync(ct);
        var saved = await db.Set<JobTally>().AsNoTracking().Where(t => t.StartAt >= first).ToDictionaryAsync(t => t.StartAt, ct);
        Dictionary<DateTimeOffset, JobHour> fresh;
        lock (gate) fresh = new(unsaved);
        return new([.. Enumerable.Range(0, hours).Select(n => first.AddHours(n)).Select(h => Sum(h, saved.GetValueOrDefault(h), fresh.GetValueOrDefault(h)))]);
    }

    /// <summary>Adds what was counted since the last time. Several nodes add to the same rows.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        Dictionary<DateTimeOffset, JobHour> counted;
        lock (gate) (counted, unsaved) = (unsaved, []);
        foreach (var hour in counted.Values)
        {
            try
            {
                await AddAsync(hour, ct);
            }
            catch
            {
                // Not lost: the next time tries again.
                lock (gate) unsaved[hour.StartAt] = Sum(hour, unsaved.GetValueOrDefault(hour.StartAt));
                throw;
            }
        }
    }

    private async Task AddAsync(JobHour hour, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await AddToAsync(db, hour, ct)) return;
        try
        {
            db.Add(JobTally.Of(hour.StartAt, hour.Succeeded, hour.Failed, hour.Stopped));
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another node began the same hour in between.
            if (!await AddToAsync(db, hour, ct)) throw;
        }
        var oldest = clock.GetUtcNow() - JobTally.Kept;
        await db.Set<JobTally>().Where(t => t.StartAt < oldest).ExecuteDeleteAsync(ct);
    }

    private static async Task<bool> AddToAsync(AppDbContext db, JobHour hour, CancellationToken ct) =>
        await db.Set<JobTally>().Where(t => t.StartAt == hour.StartAt).ExecuteUpdateAsync(
            u => u.SetProperty(t => t.Succeeded, t => t.Succeeded + hour.Succeeded).SetProperty(t => t.Failed, t => t.Failed + hour.Failed).SetProperty(t => t.Stopped, t => t.Stopped + hour.Stopped), ct) > 0;

    private static JobHour With(JobHour hour, JobOutcome outcome) => outcome switch
    {
        JobOutcome.Succeeded => hour with { Succeeded = hour.Succeeded + 1 },
        JobOutcome.Failed or JobOutcome.Retried => hour with { Failed = hour.Failed + 1 },
        JobOutcome.Cancelled or JobOutcome.Interrupted => hour with { Stopped = hour.Stopped + 1 },
    };

    private static JobHour Sum(DateTimeOffset start, JobTally? saved, JobHour? fresh) =>
        Sum(new JobHour(start, saved?.Succeeded ?? 0, saved?.Failed ?? 0, saved?.Stopped ?? 0), fresh);

    private static JobHour Sum(JobHour one, JobHour? other) => other is null ? one
        : one with { Succeeded = one.Succeeded + other.Succeeded, Failed = one.Failed + other.Failed, Stopped = one.Stopped + other.Stopped };
}
