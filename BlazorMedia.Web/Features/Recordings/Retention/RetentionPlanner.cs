using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary>What would go now, in which order and why; the sweep does just that.</summary>
internal sealed class RetentionPlanner(RetentionStock stock, RecordingsDisk disk, TimeProvider time)
{
    public async Task<IReadOnlyList<Removal>> MakeAsync(CancellationToken ct) =>
        RetentionPlan.Make(await stock.RecordingsAsync(ct), await stock.RulesAsync(ct), disk.Read().MissingBytes, time.GetUtcNow());

    /// <param name="leavingBytes">Of removed files that somebody still reads.</param>
    public async Task<IReadOnlyList<Removal>> MakeForEmergencyAsync(long leavingBytes, CancellationToken ct) =>
        RetentionPlan.ForEmergency(await stock.RecordingsAsync(ct), await stock.RulesAsync(ct), disk.Read(leavingBytes).MissingBytes);
}
