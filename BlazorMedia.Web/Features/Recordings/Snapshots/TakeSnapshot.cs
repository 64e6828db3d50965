using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>The wish for a kept picture.</summary>
/// <param name="Stream">Name of the stream.</param>
/// <param name="At">Past instant, ISO 8601; null = now.</param>
public sealed record SnapshotRequest(string? Stream, string? At = null);

/// <summary>Keeps one picture of a stream, with the looks that its plan gives.</summary>
internal sealed class TakeSnapshot(LiveStreams streams, StillCache newest, PastStills past, SnapshotShelf shelf, SpaceGate gate, IDbContextFactory<AppDbContext> databases)
{
    public async Task<Result<SnapshotDto>> HandleAsync(SnapshotRequest request, CancellationToken ct)
    {
        if (streams.Find(request.Stream?.Trim() ?? "") is not { } stream) return StreamRefusals.NotFound;
        if (!TryRead(request.At, out var at)) return SnapshotRefusals.AtInvalid;
        if (gate.Check(stream.Id) is { } hindrance) return hindrance;
        await using var db = await databases.CreateDbContextAsync(ct);
        var plan = await db.Set<SnapshotPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.StreamId == stream.Id, ct) ?? new SnapshotPlan();
        var still = await StillAsync(stream, at, plan.Look() is { IsSuccess: true } look ? look.Value : StillLook.Plain, ct);
        return still.IsSuccess ? SnapshotDto.From(await shelf.KeepAsync(stream, still.Value, isPeriodic: false, plan.ThumbnailWidth, ct)) : still.Refusals.ToList();
    }

    /// <summary>An instant as clients write it; null and blank are now.</summary>
    public static bool TryRead(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)) return false;
        at = read;
        return true;
    }

    private async Task<Result<Still>> StillAsync(LiveStream stream, DateTimeOffset? at, StillLook look, CancellationToken ct)
    {
        if (at is { } instant) return await past.AtAsync(stream.Name, instant, look, ct);
        try
        {
            if (stream.Elsewhere is not null) return StreamRefusals.Elsewhere;
            if (stream.Status.State != StreamState.Live) return StreamRefusals.NotLive;
            return await newest.NewestAsync(stream, look, TimeSpan.Zero, ct) is { } still ? still : StreamRefusals.NotLive;
        }
        catch (InvalidDataException)
        {
            return SnapshotRefusals.Unreadable;
        }
    }
}
