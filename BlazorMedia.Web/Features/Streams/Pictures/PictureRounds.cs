using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>
/// Measures the newest keyframe of every live stream of this node that somebody wishes to have measured, and tells all who wish. What is asleep is not woken.
/// A picture that cannot be decoded is said in the log once and harms no other stream.
/// </summary>
internal sealed partial class PictureRounds(LiveStreams streams, IEnumerable<IPictureWish> wishes, SmallPictures pictures, TimeProvider time, ILogger<PictureRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    // Encoders that keep to a bit rate make another picture of the same input each time, but only of a few kinds.
    private const int Compared = 8;

    private readonly IPictureWish[] wishes = [.. wishes];
    private readonly Dictionary<Guid, Looked> looked = [];
    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryRunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the app stops
        }
    }

    // Whatever goes wrong in here would end the app.
    private async Task TryRunAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(ct);
            isFailing = false;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            if (!isFailing) LogRoundFailed(exception);
            isFailing = true;
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        foreach (var stream in streams.All) await TryLookAsync(stream, ct);
        foreach (var gone in looked.Keys.Where(id => streams.Find(id) is null).ToList()) looked.Remove(gone);
        pictures.Rest();
    }

    private TimeSpan? IntervalOf(LiveStream stream) =>
        stream is { Elsewhere: null, Status.State: StreamState.Live } ? wishes.Select(w => w.IntervalOf(stream)).Min() : null;

    private bool IsTooSoon(LiveStream stream, TimeSpan interval) =>
        looked.TryGetValue(stream.Id, out var before) && time.GetElapsedTime(before.LookedAt) < interval - (Rhythm / 2);

    private RingFragment? NewestKeyframe(LiveStream stream)
    {
        var run = stream.Ring.Current;
        var newest = run?.Segments.Reverse().SelectMany(s => s.Fragments.Reverse()).FirstOrDefault(f => f.IsKeyframe);
        // The same picture twice would look like a frozen one.
        return newest is not null && looked.TryGetValue(stream.Id, out var before) && ReferenceEquals(before.Keyframe, newest) ? null : newest;
    }

    private async Task TryLookAsync(LiveStream stream, CancellationToken ct)
    {
        var wasFailing = looked.GetValueOrDefault(stream.Id) is { IsFailing: true };
        try
        {
            if (IntervalOf(stream) is { } interval && !IsTooSoon(stream, interval) && NewestKeyframe(stream) is { } keyframe) await LookAsync(stream, keyframe, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            if (!wasFailing) LogFailed(exception, stream.Name);
            looked[stream.Id] = (looked.GetValueOrDefault(stream.Id) ?? new Looked()) with { IsFailing = true };
        }
    }

    private async Task LookAsync(LiveStream stream, RingFragment keyframe, CancellationToken ct)
    {
        var before = looked.GetValueOrDefault(stream.Id) ?? new Looked();
        looked[stream.Id] = before with { LookedAt = time.GetTimestamp(), Keyframe = keyframe };
        if (await pictures.DecodeAsync(keyframe, ct) is not { } rgb) return;
        var luma = new byte[PictureSample.Bytes / 3];
        var facts = PictureMeasure.Measure(rgb, before.Lumas is [.., var last] ? last : [], luma, keyframe.StartsAt);
        facts = facts with { Nearest = before.Lumas.Min(l => PictureMeasure.Difference(luma, l)) };
        stream.Pictures.Add(facts);
        looked[stream.Id] = looked[stream.Id] with { Lumas = [.. before.Lumas.TakeLast(Compared - 1), luma], IsFailing = false };
        foreach (var wish in wishes) wish.Seen(stream, new PictureSample(facts, rgb));
    }

    [LoggerMessage(LogLevel.Warning, "The picture of stream {Stream} cannot be checked; it is tried again at every check")]
    private partial void LogFailed(Exception exception, string stream);

    [LoggerMessage(LogLevel.Error, "The pictures of streams could not be checked; it is tried again every second")]
    private partial void LogRoundFailed(Exception exception);

    private sealed record Looked
    {
        public long LookedAt { get; init; }

        public RingFragment? Keyframe { get; init; }

        public byte[][] Lumas { get; init; } = [];

        public bool IsFailing { get; init; }
    }
}
