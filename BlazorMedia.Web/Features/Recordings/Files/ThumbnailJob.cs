using BlazorMedia.Domain.Jobs;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Timeline;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Processes;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>Which recording to picture.</summary>
/// <param name="NodeId">The node that must do it, because the file is on its disk; null = any.</param>
public sealed record ThumbnailInput(Guid RecordingId, Guid? NodeId = null);

/// <summary>Makes the small picture of a recording: a tenth into it, where a door is more likely open than at its very beginning.</summary>
internal sealed class ThumbnailJob(IDbContextFactory<AppDbContext> databases, RecordingStore store, FfmpegRunner ffmpeg, LiveTopics topics, IJobQueue jobs) : IJob<ThumbnailInput>
{
    private const int Width = 480;
    private const double MaxSeconds = 5;

    public static JobSpec Spec { get; } = new("recordings.thumbnail") { Retries = 2 };

    public async Task RunAsync(ThumbnailInput input, JobRun run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var recording = await db.Set<Recording>().SingleOrDefaultAsync(r => r.Id == input.RecordingId && !r.IsGarbage, ct);
        if (recording is not { State: RecordingState.Ready, VideoCodec: not null }) return;
        await TakeAsync(recording, ct);
        recording.ShowThumbnail();
        await db.SaveChangesAsync(ct);
        topics.Publish(RecordingTopics.Recordings);
        await jobs.EnqueueAsync<SpriteJob, SpriteInput>(new(recording.Id, input.NodeId), recording.Id.ToString("N"), ct);
    }

    private async Task TakeAsync(Recording recording, CancellationToken ct)
    {
        var at = FormattableString.Invariant($"{Math.Min(recording.DurationMs / 10_000.0, MaxSeconds):F3}");
        var target = store.ThumbnailOf(recording.Id);
        var draft = target + ".part.jpg";
        string[] arguments =
            ["-ss", at, "-i", store.FileOf(recording.Path), "-frames:v", "1", "-vf", $"scale={Width}:-2", "-q:v", "4", "-update", "1", "-f", "image2", "-y", draft];
        var outcome = await ffmpeg.RunAsync(arguments, null, ct);
        if (!outcome.Succeeded || !File.Exists(draft)) throw new InvalidDataException($"FFmpeg could not picture the recording: {outcome.Reason}");
        File.Move(draft, target, overwrite: true);
    }
}
