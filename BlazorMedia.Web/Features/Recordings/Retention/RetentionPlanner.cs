using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Recordings.Files;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What would go now, in which order and why; the sweep does just that.</summary>
internal sealed class RetentionPlanner(RetentionStock stock, RecordingsDisk disk, RecordingStore store, RecordingReaders readers, TimeProvider time)
{
    // Time to look at the dry run, for whoever comes from a version that kept everything, or puts an old disk in.
    private static readonly TimeSpan Notice = TimeSpan.FromDays(1);

    /// <summary>Until then nothing is removed for its age; null when that time is over.</summary>
    public DateTimeOffset? NoticeUntil => store.Identity.KnownSince + Notice is { } until && until > time.GetUtcNow() ? until : null;

    /// <summary>Also what goes only after <see cref="NoticeUntil"/>.</summary>
    public async Task<IReadOnlyList<Removal>> MakeAsync(CancellationToken ct) =>
        RetentionPlan.Make(await stock.RecordingsAsync(ct), await stock.RulesAsync(ct), disk.Read(readers.BytesLeaving).MissingBytes, time.GetUtcNow());

    /// <param name="leavingBytes">Of removed files that somebody still reads.</param>
    public async Task<IReadOnlyList<Removal>> MakeForEmergencyAsync(long leavingBytes, CancellationToken ct) =>
        RetentionPlan.ForEmergency(await stock.RecordingsAsync(ct), await stock.RulesAsync(ct), disk.Read(leavingBytes).MissingBytes);
}
