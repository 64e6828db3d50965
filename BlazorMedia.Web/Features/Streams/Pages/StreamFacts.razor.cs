using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>How a stream is: state with its reason, picture, sound, rate, what went wrong last.</summary>
public sealed partial class StreamFacts : StreamView
{
    private const int Samples = 60;

    private readonly Queue<long> rates = [];

    [Inject] internal TimeProvider Time { get; init; } = default!;

    protected override void OnStatus()
    {
        if (Stream?.Status.BitsPerSecond is not { } bits) return;
        rates.Enqueue(bits);
        while (rates.Count > Samples) rates.Dequeue();
    }

    private string? KeyframeAge(StreamStatus status)
    {
        if (status.LastKeyframeAt is not { } at) return null;
        var seconds = Math.Max(0, (Time.GetUtcNow() - at).TotalSeconds);
        return seconds < 100 ? Text["Seconds", seconds] : Shared.Format.Duration(TimeSpan.FromSeconds(seconds));
    }

    private static TimeSpan? Reach(LiveStream stream) =>
        stream.Ring.Segments.FirstOrDefault(s => s.StartsAt is not null)?.StartsAt is { } first && stream.Ring.LastFragment is { } last ? last.EndsAt - first : null;
}
