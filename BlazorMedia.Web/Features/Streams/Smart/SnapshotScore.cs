using System.Globalization;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Platform.Processes;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>How much of a JPEG lies in a colour box.</summary>
internal sealed class SnapshotScore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Arguments =
    [
        "-hide_banner", "-loglevel", "error", "-threads", "1", "-f", "jpeg_pipe", "-i", "pipe:0", "-frames:v", "1",
        "-vf", string.Create(CultureInfo.InvariantCulture, $"scale={SnapshotColours.Size}:{SnapshotColours.Size}:flags=neighbor"), "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1",
    ];

    /// <summary>Null when it is no picture.</summary>
    public async Task<int?> OfAsync(byte[] jpeg, ColourBox box, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            var decoded = await BytesRun.RunAsync("ffmpeg", Arguments, jpeg, limit.Token);
            return decoded.ExitCode == 0 && decoded.Output.Length == SnapshotColours.Size * SnapshotColours.Size * 3 ? SnapshotColours.ScoreOf(decoded.Output, box) : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
