using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>The query string of the list. Texts, so that a wrong one gets our refusal and not the framework's.</summary>
/// <param name="Limit">1 to 200; 50 where it is missing.</param>
public sealed record JobListQuery(string? State, string? Limit, string? Cursor);

/// <summary>Pages through the jobs of one state. Work that starts in between may be listed twice, never left out.</summary>
internal sealed class ListJobs(JobBoard board)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxSkip = 1_000_000;

    public async Task<Result<JobList>> HandleAsync(JobListQuery query, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var limit = NumberOf(query.Limit, DefaultLimit, 1, MaxLimit) ?? Refuse(JobRefusals.LimitInvalid);
        var skip = NumberOf(query.Cursor, 0, 1, MaxSkip) ?? Refuse(JobRefusals.CursorInvalid);
        var state = query.State ?? "running";
        if (state is not ("running" or "waiting" or "failed" or "finished")) Refuse(JobRefusals.StateInvalid);
        if (refusals.Count > 0) return refusals;
        var (items, total) = await PageAsync(state, skip, limit, ct);
        return new JobList(items, skip + items.Count < total ? (skip + items.Count).ToString(CultureInfo.InvariantCulture) : null);

        int Refuse(Refusal refusal)
        {
            refusals.Add(refusal);
            return 0;
        }
    }

    private async Task<(IReadOnlyList<JobDto> Items, int Total)> PageAsync(string state, int skip, int limit, CancellationToken ct)
    {
        switch (state)
        {
            case "failed":
                var failed = await board.FailedAsync(skip, limit, ct);
                return ([.. failed.Items.Select(JobDto.From)], failed.Total);
            case "finished":
                var finished = await board.HistoryAsync(skip, limit, ct);
                return ([.. finished.Items.Select(JobDto.From)], finished.Total);
            case "waiting":
                var waiting = await board.WaitingAsync(ct);
                return ([.. waiting.Skip(skip).Take(limit).Select(JobDto.From)], waiting.Count);
            default:
                var running = await board.RunningAsync(ct);
                return ([.. running.Skip(skip).Take(limit).Select(JobDto.From)], running.Count);
        }
    }

    private static int? NumberOf(string? text, int missing, int min, int max) =>
        string.IsNullOrEmpty(text) ? missing
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : null;
}
