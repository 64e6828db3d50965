using System.Collections.Concurrent;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>
/// The newest picture of each path. However many ask, a keyframe is decoded once per look; who comes while it is made waits for the same one.
/// </summary>
internal sealed class StillCache(StillWriter writer, TimeProvider time)
{
    // A client may ask for any size; only so many are remembered per path.
    private const int LooksPerStream = 8;

    // Each waits for a turn with a keyframe in memory, and goes on when who asked for it is gone.
    private const int MakesPerStream = 16;

    private readonly ConcurrentDictionary<Guid, Shelf> shelves = new();

    /// <summary>A picture of the newest keyframe that the ring holds; null when it holds none, or when too many others are being made of this path.</summary>
    /// <param name="maxAge">An older one that was made already will do, when it was taken so recently: many tiles then cost one decoding.</param>
    /// <exception cref="InvalidDataException">FFmpeg cannot decode it.</exception>
    public async Task<Still?> NewestAsync(LiveStream stream, StillLook look, TimeSpan maxAge, CancellationToken ct)
    {
        // The cleaner may take the segment between the look and the reading; then there is a newer one.
        for (var tries = 0; tries < 2; tries++)
        {
            if (stream.Ring.LastKeyframe is not { } keyframe) return null;
            var made = shelves.GetOrAdd(stream.Id, _ => new()).Take(keyframe, look, time.GetUtcNow() - maxAge, MakeAsync);
            if (await made.WaitAsync(ct) is { } still) return still;
        }
        return null;
    }

    /// <summary>The path is gone.</summary>
    public void Forget(Guid streamId) => shelves.TryRemove(streamId, out _);

    // Not the token of who came first: others wait for the same picture.
    private async Task<Still?> MakeAsync(RingFragment keyframe, StillLook look) =>
        await StillFrames.ReadAsync(keyframe, CancellationToken.None) is { } bytes
            ? new Still(await writer.WriteAsync(bytes, look, CancellationToken.None), keyframe.StartsAt, Still.IdOf(keyframe))
            : null;

    /// <summary>The newest picture of one path in each look.</summary>
    private sealed class Shelf
    {
        private readonly Lock gate = new();
        private readonly Dictionary<StillLook, StillEntry> entries = [];
        private long uses;
        private int making;

        /// <returns>Of null when it would be one too many.</returns>
        public Task<Still?> Take(RingFragment keyframe, StillLook look, DateTimeOffset notBefore, Func<RingFragment, StillLook, Task<Still?>> make)
        {
            lock (gate)
            {
                if (!entries.TryGetValue(look, out var entry) || !entry.Serves(keyframe, notBefore))
                {
                    if (making >= MakesPerStream) return Task.FromResult<Still?>(null);
                    making++;
                    entries[look] = entry = new StillEntry(keyframe, () => CountAsync(() => make(keyframe, look)));
                }
                entry.UsedAt = ++uses;
                if (entries.Count > LooksPerStream) entries.Remove(entries.MinBy(e => e.Value.UsedAt).Key);
                return entry.Made;
            }
        }

        private async Task<Still?> CountAsync(Func<Task<Still?>> make)
        {
            try
            {
                return await make();
            }
            finally
            {
                lock (gate) making--;
            }
        }
    }
}
