using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What the recordings of one path take.</summary>
/// <param name="Bytes">Without what lies in the trash.</param>
/// <param name="KeptBytes">Of these: favourites, locked and in use, which never go by themselves.</param>
/// <param name="BytesPerDay">Over the last week; null while too little is known.</param>
/// <param name="Days">What holds for it; 0 = for ever.</param>
/// <param name="MaxBytes">The size of its own; 0 = as much as there is room for; null = it shares the limit for all.</param>
/// <param name="HasOwnRule">False: everything is as for all.</param>
/// <param name="IsGone">True: there is no such stream any more.</param>
public sealed record PathUsageDto(
    Guid StreamId, string Stream, int Recordings, long Bytes, long KeptBytes, DateTimeOffset? OldestAt, long? BytesPerDay, int Days, long? MaxBytes, int Priority, bool HasOwnRule, bool IsGone);

/// <summary>The room on the disk of the recordings and who takes it.</summary>
/// <param name="ReserveBytes">What is kept free; 0 = nothing.</param>
/// <param name="TrashBytes">Goes first when room is needed.</param>
/// <param name="BytesPerDay">Over the last week, of all; null while too little is known.</param>
/// <param name="DaysFit">For so many days of recordings there is room, with what may be removed; null while too little is known.</param>
/// <param name="FullInHours">When nothing is left to remove and the disk is full, at the pace of now or of the last week, whichever is higher; null = not to be expected.</param>
/// <param name="StoppedUpToPriority">Paths of this priority and below are not recorded for want of space; null = all are.</param>
public sealed record RetentionReportDto(
    long FreeBytes, long TotalBytes, long ReserveBytes, long RecordingBytes, long TrashBytes, long? BytesPerDay, double? DaysFit, double? FullInHours, int? StoppedUpToPriority,
    IReadOnlyList<PathUsageDto> Paths);

/// <summary>Reads the report.</summary>
internal sealed class RetentionOverview(RetentionStock stock, RecordingsDisk disk, LiveStreams streams, RetentionTools tools, SpaceState state)
{
    private DateTimeOffset Now => state.Time.GetUtcNow();

    public async Task<RetentionReportDto> ReadAsync(CancellationToken ct)
    {
        var (recordings, rules, removed) = (await stock.RecordingsAsync(ct), await stock.RulesAsync(ct), await RemovedAsync(ct));
        var space = disk.Read(tools.Readers.BytesLeaving);
        var paths = recordings.Where(r => !r.IsTrashed).GroupBy(r => r.StreamId).Select(g => Usage(g, rules, removed)).OrderByDescending(p => p.Bytes).ThenBy(p => p.Stream, StringComparer.Ordinal);
        var removable = recordings.Where(r => !r.IsExempt).Sum(r => r.Bytes);
        var pace = PaceOf(recordings, removed);
        return new RetentionReportDto(
            space.FreeBytes, space.TotalBytes, space.Reserve.Bytes, recordings.Where(r => !r.IsTrashed).Sum(r => r.Bytes), recordings.Where(r => r.IsTrashed).Sum(r => r.Bytes),
            (long?)pace, RecordingForecast.DaysFit(space.FreeBytes, space.Reserve, removable, pace),
            24 * RecordingForecast.DaysFit(space.FreeBytes, space.Reserve, removable, Math.Max(pace ?? 0, space.RecordedBytesPerSecond * 86_400.0)), state.Gate.ClosedUpTo, [.. paths]);
    }

    private PathUsageDto Usage(IGrouping<Guid, KeptRecording> path, RetentionRules rules, IReadOnlyList<Removed> removed)
    {
        var (id, stream) = (path.Key, streams.Find(path.Key));
        var name = stream?.Name ?? path.MaxBy(r => r.StartedAt)!.Stream;
        return new PathUsageDto(
            id, name, path.Count(), path.Sum(r => r.Bytes), path.Where(r => r.IsExempt).Sum(r => r.Bytes), path.Min(r => r.StartedAt),
            (long?)PaceOf(path, removed.Where(r => r.Stream == name)), rules.DaysOf(id), rules.OwnBytesOf(id), rules.PriorityOf(id), rules.OfPaths.ContainsKey(id), stream is null);
    }

    // What was removed since counts too, or a disk that holds two days would seem to be filled by less and less.
    private double? PaceOf(IEnumerable<KeptRecording> recordings, IEnumerable<Removed> removed)
    {
        var from = Now - RecordingForecast.Window;
        var recent = recordings.Where(r => r.StartedAt >= from).Select(r => (r.StartedAt, r.Bytes)).Concat(removed.Select(r => (r.StartedAt, r.Bytes))).ToList();
        return RecordingForecast.BytesPerDay(recent.Sum(r => r.Bytes), recent.Count == 0 ? null : recent.Min(r => r.StartedAt), Now);
    }

    private async Task<IReadOnlyList<Removed>> RemovedAsync(CancellationToken ct)
    {
        var from = Now - RecordingForecast.Window;
        await using var db = await tools.Databases.CreateDbContextAsync(ct);
        // By the time of removal, which has an index: what was recorded within the window was removed within it.
        return await db.Set<RemovalNote>().AsNoTracking().Where(n => n.RemovedAt >= from && n.StartedAt >= from).Select(n => new Removed(n.StreamName, n.StartedAt, n.Size)).ToListAsync(ct);
    }

    private sealed record Removed(string Stream, DateTimeOffset StartedAt, long Bytes);
}

/// <summary>What the report and the checks ask besides the rows.</summary>
internal sealed record SpaceState(SpaceGate Gate, TimeProvider Time);
