using System.Globalization;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pictures;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Snapshots;

/// <summary>A picture of any past instant: out of the ring, of a finished recording, or of one that still runs, whichever covers it.</summary>
internal sealed class PastStills(LiveStreams streams, StillWriter writer, RecordingStore store, IDbContextFactory<AppDbContext> databases) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // The pictures of a piece may end a moment before its sound does, and the other way round.
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(1);

    // Each reads a file from the disk that is recorded to; who leaves meanwhile gives up the wait.
    private readonly SemaphoreSlim turn = new(2);

    /// <returns>The picture shown at that instant; out of what is not finished yet, the keyframe before it.</returns>
    public async Task<Result<Still>> AtAsync(string streamName, DateTimeOffset at, StillLook look, CancellationToken ct)
    {
        try
        {
            return await FromRingAsync(streams.Find(streamName), at, look, ct) ?? await FromFilesAsync(streamName, at, look, ct) ?? await FromTasksAsync(streamName, at, look, ct)
                ?? (Result<Still>)SnapshotRefusals.NothingThere;
        }
        catch (InvalidDataException)
        {
            return SnapshotRefusals.Unreadable;
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<Still?> FromRingAsync(LiveStream? stream, DateTimeOffset at, StillLook look, CancellationToken ct)
    {
        var run = stream?.Ring.Runs.LastOrDefault(r => r.Fragments.FirstOrDefault()?.StartsAt <= at);
        if (run?.LastFragment is not { } last || last.EndsAt < at || stream!.Ring.KeyframeAtOrBefore(at, run) is not { } keyframe || keyframe.StartsAt > at) return null;
        return await StillFrames.ReadAsync(keyframe, ct) is { } bytes ? await WriteAsync(bytes, keyframe.StartsAt, look, ct) : null;
    }

    private async Task<Still?> FromFilesAsync(string streamName, DateTimeOffset at, StillLook look, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var lastEnd = at - Back;
        var covering = await db.Reachable(store).AsNoTracking().OfStream(streamName)
            .Where(r => r.State == RecordingState.Ready && !r.IsGarbage && r.VideoCodec != null && r.StartedAt <= at && r.EndedAt >= lastEnd)
            .OrderByDescending(r => r.StartedAt).Take(4).Include(r => r.Pieces).ToListAsync(ct);
        foreach (var recording in covering)
            if (OffsetOf(recording, at) is { } offset && await FromFileAsync(store.FileOf(recording.Path), offset, at, look, ct) is { } still) return still;
        return null;
    }

    private static TimeSpan? OffsetOf(Recording recording, DateTimeOffset at)
    {
        if (recording.Pieces.Count == 0) return at - recording.StartedAt;
        if (recording.Pieces.Where(p => p.StartedAt <= at).MaxBy(p => p.StartedAt) is not { } piece) return null;
        var (into, length) = (at - piece.StartedAt, TimeSpan.FromMilliseconds(piece.DurationMs));
        return into >= length + Back ? null : TimeSpan.FromMilliseconds(piece.OffsetMs) + (into < length ? into : length);
    }

    private async Task<Still?> FromFileAsync(string file, TimeSpan offset, DateTimeOffset at, StillLook look, CancellationToken ct)
    {
        if (!File.Exists(file)) return null;
        var jpeg = await SeekAsync(file, offset, look, ct);
        if (jpeg.Length == 0) jpeg = await SeekAsync(file, offset > Back ? offset - Back : TimeSpan.Zero, look, ct);
        return jpeg.Length == 0 ? throw new InvalidDataException("FFmpeg found no picture at this place of the file.") : new Still(jpeg, at, IdOf(at, look));
    }

    private async Task<byte[]> SeekAsync(string file, TimeSpan offset, StillLook look, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await RunAsync(file, offset, look, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<byte[]> RunAsync(string file, TimeSpan offset, StillLook look, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        string[] input = ["-hide_banner", "-nostdin", "-loglevel", "error", "-ss", offset.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture), "-i", file];
        try
        {
            return (await BytesRun.RunAsync("ffmpeg", [.. input, .. StillWriter.Arguments(look).SkipWhile(a => a != "-map")], default, limit.Token)).Output;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new InvalidDataException("FFmpeg took too long to find a picture in the file.");
        }
    }

    private async Task<Still?> FromTasksAsync(string streamName, DateTimeOffset at, StillLook look, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var tasks = await db.Set<RecordingTask>().AsNoTracking().Unfinished().Where(t => t.StreamName == streamName && t.MediaStartsAt <= at).OrderByDescending(t => t.MediaStartsAt).Take(4).ToListAsync(ct);
        foreach (var folder in tasks.Select(t => new ClaimFolder(store.TaskFolder(t.Id))))
        {
            if (folder.Read() is { } claim && await ClaimedKeyframe.FindAsync(claim, folder, at, ct) is { } keyframe && at - keyframe.At < Patience)
                return await WriteAsync(keyframe.Mp4, keyframe.At, look, ct);
        }
        return null;
    }

    private async Task<Still> WriteAsync(byte[] mp4, DateTimeOffset at, StillLook look, CancellationToken ct) => new(await writer.WriteAsync(mp4, look, ct), at, IdOf(at, look));

    private static string IdOf(DateTimeOffset at, StillLook look) => FormattableString.Invariant($"{at.UtcTicks:x}-{look.GetHashCode():x}");
}
