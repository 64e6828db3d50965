using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>The query string of the list. Texts, so that a wrong one gets our refusal and not the framework's.</summary>
/// <param name="State">running (where it is missing), waiting, scheduled, failed or finished.</param>
/// <param name="Limit">1 to 200; 50 where it is missing.</param>
/// <param name="Job">Of finished runs: only those of this job, by its key.</param>
/// <param name="Outcome">Of finished runs: succeeded, retried, failed or stopped (cancelled or interrupted).</param>
/// <param name="From">Of finished runs: started at or after; ISO 8601.</param>
/// <param name="To">Of finished runs: started before; ISO 8601.</param>
public sealed record JobListQuery(string? State, string? Limit, string? Cursor, string? Job, string? Outcome, string? From, string? To);

/// <summary>Pages through the jobs of one state. Work that starts in between may be listed twice, never left out.</summary>
internal sealed class ListJobs(JobBoard board, TimeProvider clock)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxSkip = 1_000_000;

    private static readonly string[] States = ["running", "waiting", "scheduled", "failed", "finished"];

    public async Task<Result<JobList>> HandleAsync(JobListQuery query, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var limit = Take(NumberOf(query.Limit, DefaultLimit, 1, MaxLimit), JobRefusals.LimitInvalid, refusals);
        var skip = Take(NumberOf(query.Cursor, 0, 1, MaxSkip), JobRefusals.CursorInvalid, refusals);
        var state = query.State ?? States[0];
        if (!States.Contains(state)) refusals.Add(JobRefusals.StateInvalid);
        var filter = FilterOf(query, refusals);
        if (refusals.Count > 0) return refusals;
        var (items, total) = await PageAsync(state, filter, skip, limit, ct);
        return new JobList(items, skip + items.Count < total ? (skip + items.Count).ToString(CultureInfo.InvariantCulture) : null);
    }

    private async Task<(IReadOnlyList<JobDto> Items, int Total)> PageAsync(string state, JobRunFilter filter, int skip, int limit, CancellationToken ct)
    {
        switch (state)
        {
            case "failed":
                var failed = await board.FailedAsync(skip, limit, ct);
                return ([.. failed.Items.Select(JobDto.From)], failed.Total);
            case "finished":
                var finished = await board.HistoryAsync(filter, skip, limit, ct);
                return ([.. finished.Items.Select(JobDto.From)], finished.Total);
            case "waiting" or "scheduled":
                var now = clock.GetUtcNow();
                var waiting = (await board.WaitingAsync(ct)).Where(w => w.IsLater(now) == state is "scheduled").ToList();
                return ([.. waiting.Skip(skip).Take(limit).Select(w => JobDto.From(w) with { State = state })], waiting.Count);
            default:
                var running = await board.RunningAsync(ct);
                return ([.. running.Skip(skip).Take(limit).Select(JobDto.From)], running.Count);
        }
    }

    private static JobRunFilter FilterOf(JobListQuery query, List<Refusal> refusals)
    {
        JobOutcomeFilter outcome = default;
        if (query.Outcome is { } word && (!Enum.TryParse(word, ignoreCase: true, out outcome) || char.IsAsciiDigit(word[0]))) refusals.Add(JobRefusals.OutcomeInvalid);
        return new(query.Job, query.Outcome is null ? null : outcome, Instant(query.From, JobRefusals.FromInvalid, refusals), Instant(query.To, JobRefusals.ToInvalid, refusals));
    }

    private static DateTimeOffset? Instant(string? text, Refusal refusal, List<Refusal> refusals)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)) return instant;
        refusals.Add(refusal);
        return null;
    }

    private static int Take(int? number, Refusal refusal, List<Refusal> refusals)
    {
        if (number is null) refusals.Add(refusal);
        return number ?? 0;
    }

    private static int? NumberOf(string? text, int missing, int min, int max) =>
        string.IsNullOrEmpty(text) ? missing
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : null;
}
