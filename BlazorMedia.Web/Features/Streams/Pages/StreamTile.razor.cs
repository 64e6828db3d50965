using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>One stream in a grid: its picture (or why there is none), its name and the usual action.</summary>
public sealed partial class StreamTile : StreamView
{
    private Dictionary<string, object?> parameters = [];
    private bool pointed;

    [Inject] internal TimeProvider Time { get; init; } = default!;

    // Still by itself, because a wall of decoders is dear; it moves while the pointer is on it.
    private bool IsPlaying => Stream is { Elsewhere: null, Status.State: StreamState.Live } && pointed;

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        parameters = new() { ["StreamId"] = StreamId };
    }

    private string Still(LiveStream stream) => stream.Status.State switch
    {
        StreamState.Live when stream.Elsewhere?.Node is { } node => Text["Elsewhere.Node", node],
        StreamState.Live => stream.Status.LastKeyframeAt is { } at ? Text["Tile.Keyframe", Math.Max(0, (Time.GetUtcNow() - at).TotalSeconds)] : Text["Tile.Look"],
        StreamState.Asleep => Text["Tile.Asleep"],
        StreamState.Disabled => Text["Tile.Disabled"],
        _ => Text.Reason(stream.Status.Reason) ?? Text.State(stream.Status.State),
    };

    private static string Facts(LiveStream stream)
    {
        var status = stream.Status;
        string?[] parts =
        [
            status.Height > 0 ? FormattableString.Invariant($"{status.Height}p{status.Fps:0}") : null,
            StreamWords.Codec(status.VideoCodec),
            status.State is StreamState.Live && status.BitsPerSecond is { } bits ? Format.BitRate(bits) : null,
        ];
        return string.Join(" · ", parts.Where(p => p is not null));
    }
}
