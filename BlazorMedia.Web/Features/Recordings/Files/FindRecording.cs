using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>One recording with its pieces, also while it lies in the trash.</summary>
internal sealed class FindRecording(IDbContextFactory<AppDbContext> databases)
{
    public async Task<Result<RecordingDetail>> HandleAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var recording = await db.Set<Recording>().AsNoTracking().Include(r => r.Pieces).SingleOrDefaultAsync(r => r.Id == id && !r.IsGarbage, ct);
        if (recording is null) return RecordingRefusals.NotFound;
        var pieces = recording.Pieces.OrderBy(p => p.Index).Select(p => new PieceDto(p.StartedAt, p.DurationMs, p.OffsetMs, p.GapReason));
        return new RecordingDetail(RecordingDto.From(recording), [.. pieces]);
    }
}
