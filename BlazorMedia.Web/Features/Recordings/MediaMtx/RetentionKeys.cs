using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Paths.MediaMtx;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.MediaMtx;

/// <summary>How long a path's recordings are kept. The reference applies the smallest number of all paths to all; here each has its own.</summary>
internal sealed class RetentionKeys : IPathKeys
{
    public IReadOnlyList<string> Keys { get; } = ["recordClearDaysAgo", "recordDeleteAfter"];

    public Task TakeAsync(AppDbContext db, StreamPath path, IReadOnlyDictionary<string, string> values, Action<string, string> leave, CancellationToken ct)
    {
        if (Days(values, leave) is { } days) db.Add(new RetentionRule { StreamId = path.Id, Days = days });
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyDictionary<string, string>> GiveAsync(AppDbContext db, StreamPath path, CancellationToken ct) =>
        await db.Set<RetentionRule>().AsNoTracking().SingleOrDefaultAsync(r => r.StreamId == path.Id, ct) is { Days: { } days }
            ? new Dictionary<string, string> { ["recordClearDaysAgo"] = YamlValue.Text(days) }
            : new Dictionary<string, string>();

    public Task CopyAsync(AppDbContext db, StreamPath from, StreamPath to, CancellationToken ct) =>
        db.CopyRowAsync<RetentionRule>(from.Id, to.Id, r => r.StreamId, (r, id) => r.StreamId = id, ct);

    private static int? Days(IReadOnlyDictionary<string, string> values, Action<string, string> leave)
    {
        if (values.TryGetValue("recordClearDaysAgo", out var text))
        {
            if (YamlValue.Number(text) is { } days) return Allowed("recordClearDaysAgo", days, leave);
            leave("recordClearDaysAgo", "it is no whole number of days");
        }
        if (!values.TryGetValue("recordDeleteAfter", out var after)) return null;
        if (YamlValue.Duration(after) is { } duration) return Allowed("recordDeleteAfter", (int)Math.Ceiling(duration.TotalDays), leave);
        leave("recordDeleteAfter", "it is no duration such as 1d");
        return null;
    }

    private static int Allowed(string key, int days, Action<string, string> leave)
    {
        if (days > RetentionRule.MaxDays) leave(key, $"at most {RetentionRule.MaxDays} days are possible, so it is {RetentionRule.MaxDays} now");
        return Math.Clamp(days, 0, RetentionRule.MaxDays);
    }
}
