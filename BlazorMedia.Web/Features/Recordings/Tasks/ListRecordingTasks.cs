using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>The query string of the list. Texts, so that a wrong one gets our refusal and not the framework's.</summary>
/// <param name="State"><c>recording</c>, <c>finalising</c>, <c>finished</c> or <c>failed</c>; null = any.</param>
/// <param name="Limit">From 1 to 200; null = 50.</param>
public sealed record RecordingTaskQuery(string? State, string? Limit);

/// <summary>The newest tasks first.</summary>
public sealed record RecordingTaskList(IReadOnlyList<RecordingTaskDto> Items);

/// <summary>Lists tasks of all states or of one.</summary>
internal sealed class ListRecordingTasks(IDbContextFactory<AppDbContext> databases)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public async Task<Result<RecordingTaskList>> HandleAsync(RecordingTaskQuery query, CancellationToken ct)
    {
        var mistakes = Check(query, out var state, out var limit);
        if (mistakes.Count > 0) return mistakes;
        await using var db = await databases.CreateDbContextAsync(ct);
        // By id: it begins with the time of its making, and it has an index.
        var tasks = await db.Set<RecordingTask>().AsNoTracking().Where(t => state == null || t.State == state)
            .OrderByDescending(t => t.Id).Take(limit).ToListAsync(ct);
        return new RecordingTaskList([.. tasks.Select(RecordingTaskDto.From)]);
    }

    private static List<Refusal> Check(RecordingTaskQuery query, out RecordingTaskState? state, out int limit)
    {
        var mistakes = new List<Refusal>();
        (state, limit) = (null, DefaultLimit);
        if (!string.IsNullOrEmpty(query.State) && (state = RecordingTaskDto.StateNamed(query.State)) is null) mistakes.Add(RecordingRefusals.StateInvalid);
        if (string.IsNullOrEmpty(query.Limit)) return mistakes;
        var isNumber = int.TryParse(query.Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit);
        if (!isNumber || limit is < 1 or > MaxLimit) mistakes.Add(RecordingRefusals.LimitInvalid);
        return mistakes;
    }
}
