using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>Tasks that run or whose files are being written, newest first.</summary>
internal sealed class UnfinishedRecordings(IDbContextFactory<AppDbContext> databases)
{
    // More would not be looked at; the rest is in the list below.
    private const int Most = 50;

    /// <param name="stream">Name of a stream; null = of all.</param>
    public async Task<IReadOnlyList<UnfinishedRecording>> FindAsync(string? stream, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<RecordingTask>().AsNoTracking().Unfinished()
            .Where(t => stream == null || t.StreamName == stream)
            .OrderBy(t => t.State == RecordingTaskState.Recording ? 0 : 1).ThenByDescending(t => t.StartedAt)
            .Take(Most)
            .Select(t => new UnfinishedRecording(t.Id, t.RecordingId, t.StreamName, t.State == RecordingTaskState.Recording, t.Trigger == RecordingTrigger.Auto, t.StartedAt, t.EndsAt))
            .ToListAsync(ct);
    }
}

/// <param name="IsRunning">False: it was stopped and its file is being written.</param>
/// <param name="IsAuto">Started by the stream's own setting, not by a person.</param>
internal sealed record UnfinishedRecording(Guid TaskId, Guid RecordingId, string Stream, bool IsRunning, bool IsAuto, DateTimeOffset StartedAt, DateTimeOffset EndsAt);
