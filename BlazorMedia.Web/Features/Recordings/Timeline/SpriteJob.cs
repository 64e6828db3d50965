using System.Diagnostics;
using System.Globalization;
using System.Text;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>Of which recording to make the sheet.</summary>
/// <param name="NodeId">The node that must do it, because the file is on its disk; null = any.</param>
public sealed record SpriteInput(Guid RecordingId, Guid? NodeId = null);

/// <summary>
/// Makes the sheet of small pictures that the time line shows under the pointer. FFmpeg is sent to the wanted places and decodes one key
/// picture at each: reading all key pictures of an hour costs four times as much.
/// </summary>
internal sealed class SpriteJob(IDbContextFactory<AppDbContext> databases, RecordingStore store, FfmpegRunner ffmpeg, LiveTopics topics) : IJob<SpriteInput>
{
    private static readonly string Picture = FormattableString.Invariant(
        $"scale={SpriteSheet.TileWidth}:{SpriteSheet.TileHeight}:force_original_aspect_ratio=decrease:flags=fast_bilinear,pad={SpriteSheet.TileWidth}:{SpriteSheet.TileHeight}:-1:-1,setsar=1");

    public static JobSpec Spec { get; } = new("recordings.sprite") { Retries = 2, UsesDisk = true };

    public async Task RunAsync(SpriteInput input, JobRun run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var recording = await db.Set<Recording>().SingleOrDefaultAsync(r => r.Id == input.RecordingId && !r.IsGarbage, ct);
        if (recording is not { State: RecordingState.Ready, VideoCodec: not null }) return;
        await MakeAsync(recording, ct);
        recording.ShowSprite();
        await db.SaveChangesAsync(ct);
        topics.Publish(RecordingTopics.Recordings);
    }

    private async Task MakeAsync(Recording recording, CancellationToken ct)
    {
        var sheet = SpriteSheet.For(recording.DurationMs);
        var target = store.SpriteOf(recording.Id);
        var draft = target + ".part.jpg";
        string[] arguments =
        [
            "-threads", "1", "-skip_frame", "nokey", "-f", "concat", "-safe", "0", "-protocol_whitelist", "file,pipe", "-i", "pipe:0", "-an",
            "-vf", FormattableString.Invariant($"{Picture},tile={SpriteSheet.Columns}x{sheet.Rows}"), "-fps_mode", "passthrough", "-frames:v", "1", "-q:v", "5", "-update", "1", "-f", "image2", "-y", draft,
        ];
        var outcome = await ffmpeg.RunAsync(arguments, (pipe, token) => pipe.WriteAsync(Places(store.FileOf(recording.Path), sheet), token).AsTask(), ProcessPriorityClass.BelowNormal, ct);
        if (!outcome.Succeeded || !File.Exists(draft))
        {
            // It is retried as often as the job says, and not asked for again after that; a disk that is away is no such failure.
            if (File.Exists(store.FileOf(recording.Path))) await File.WriteAllBytesAsync(store.SpriteFailureOf(recording.Id), [], ct);
            throw new InvalidDataException($"FFmpeg could not make the sheet of pictures: {outcome.Reason}");
        }
        File.Move(draft, target, overwrite: true);
    }

    // A list of the same file again and again; a stretch of no length gives the key picture before it.
    private static byte[] Places(string file, SpriteSheet sheet)
    {
        var list = new StringBuilder();
        for (var i = 0; i < sheet.Count; i++)
        {
            var at = i * sheet.StepMs / 1000m;
            list.Append(CultureInfo.InvariantCulture, $"file 'file:{file.Replace("'", "'\\''", StringComparison.Ordinal)}'\ninpoint {at:F3}\noutpoint {at + 0.001m:F3}\n");
        }
        return Encoding.UTF8.GetBytes(list.ToString());
    }
}
