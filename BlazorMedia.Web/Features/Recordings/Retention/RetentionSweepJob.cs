using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>Removes what is older or more than is to be kept. It goes straight, not by the trash: the page and the API tell it beforehand.</summary>
internal sealed partial class RetentionSweepJob(RetentionPlanner planner, RetentionTools tools, TimeProvider time, ILogger<RetentionSweepJob> logger) : IScheduledJob
{
    /// <summary>So long the log of removals reaches back.</summary>
    private static readonly TimeSpan KeepNotes = TimeSpan.FromDays(365);

    public static JobSpec Spec { get; } = new("recordings.retention", TimeSpan.FromMinutes(5)) { UsesDisk = true };

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        if (tools.Store.Identity.Refusal is { } refusal)
        {
            LogAway(refusal.Message);
            return;
        }
        var plan = await PlanAsync(ct);
        var (removed, bytes, failures) = (0, 0L, new List<Exception>());
        for (var i = 0; i < plan.Count; i++)
        {
            run.Report(100 * i / plan.Count, "recordings.removing");
            if (!await TryAsync(plan[i], failures, ct)) continue;
            (removed, bytes) = (removed + 1, bytes + plan[i].Recording.Bytes);
        }
        tools.Store.RemoveEmptyDays();
        await ForgetAsync(ct);
        LogSwept(removed, bytes);
        if (plan.Count > 0) tools.Topics.Publish(RecordingTopics.Recordings);
        tools.Topics.Publish(RetentionTopics.Retention);
        if (failures.Count > 0) throw new AggregateException($"{failures.Count} of {plan.Count} recordings could not be removed; they are tried again.", failures);
    }

    private async Task<IReadOnlyList<Removal>> PlanAsync(CancellationToken ct)
    {
        // What the disk needs is removed by the look that comes every few seconds, which also sees whether removing helps.
        var plan = (await planner.MakeAsync(ct)).Where(r => r.Reason != RemovalNote.Space).ToList();
        if (planner.NoticeUntil is not { } until) return plan;
        var now = plan.Where(r => r.Reason != RemovalNote.Days).ToList();
        if (now.Count < plan.Count) LogNotice(plan.Count - now.Count, until);
        return now;
    }

    // One file that cannot be removed must not keep the space of all behind it.
    private async Task<bool> TryAsync(Removal removal, List<Exception> failures, CancellationToken ct)
    {
        try
        {
            return await tools.Remove.RemoveAsync(removal, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            failures.Add(exception);
            return false;
        }
    }

    private async Task ForgetAsync(CancellationToken ct)
    {
        var cutoff = time.GetUtcNow() - KeepNotes;
        await using var db = await tools.Databases.CreateDbContextAsync(ct);
        await db.Set<RemovalNote>().Where(n => n.RemovedAt < cutoff).ExecuteDeleteAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Nothing was removed. {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "{Recordings} recordings are older than is kept; they are removed after {Until}. See them on the page of retention")]
    private partial void LogNotice(int recordings, DateTimeOffset until);

    [LoggerMessage(LogLevel.Information, "{Recordings} recordings with {Bytes} bytes were removed")]
    private partial void LogSwept(int recordings, long bytes);
}
