using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>Finds the picture that a client asks for: of the newest keyframe, else the last one that is known.</summary>
internal sealed class StillTaker(StillCache cache, LastStills last)
{
    // Awake long enough for the next question of somebody who asks every few seconds.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public async Task<Result<Still>> TakeAsync(LiveStream? stream, StillQuery query, TimeSpan patience, CancellationToken ct)
    {
        if (stream is null) return StreamRefusals.NotFound;
        if (stream.Elsewhere is not null) return StreamRefusals.Elsewhere;
        var look = query.Look();
        if (!look.IsSuccess) return look.Refusals.ToList();
        if (query.Wake == true) await WakeAsync(stream, patience, ct);
        return await FromRingAsync(stream, look.Value, query.MaxAge, ct) ?? await last.FindAsync(stream.Id, ct) ?? (Result<Still>)StillRefusals.NothingKnown;
    }

    private static async Task WakeAsync(LiveStream stream, TimeSpan patience, CancellationToken ct)
    {
        stream.Viewed(Lease);
        if (stream.Status.State is not StreamState.Live) await stream.WaitUntilLiveAsync(patience, ct);
    }

    // A keyframe that no decoder reads must not take the last good picture away.
    private async Task<Still?> FromRingAsync(LiveStream stream, StillLook look, TimeSpan maxAge, CancellationToken ct)
    {
        try
        {
            return await cache.NewestAsync(stream, look, maxAge, ct);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
