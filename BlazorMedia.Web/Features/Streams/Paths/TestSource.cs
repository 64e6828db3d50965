using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Publish;
using BlazorMedia.Web.Platform.Processes;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>Tries a source once with ffprobe and says what is there, or why nothing is, within 10 seconds.</summary>
internal sealed class TestSource(SourceCheck sources, SourceVault vault, LiveStreams streams, RingStore store, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    // Two probes at a time are enough for people and too few for a port scan.
    private static readonly SemaphoreSlim Turns = new(2);

    /// <param name="source">The address; its masked form stands for the stored one of <paramref name="streamName"/>.</param>
    public async Task<Result<SourceReport>> HandleAsync(string? source, string? streamName, CancellationToken ct)
    {
        var stored = streamName is null ? null : streams.Find(streamName)?.Path;
        var address = stored is not null && source?.Trim() == stored.SourceMasked ? vault.Open(stored) : null;
        if (address is null)
        {
            var check = sources.Check(source);
            if (!check.IsSuccess) return check.Refusals.ToList();
            address = check.Value;
        }
        if (address.Kind == SourceKind.Publish) return SourceReport.Failed(Publications.Waiting, "");
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await ProbeInTurnAsync(address, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return SourceReport.Failed("timeout", "");
        }
    }

    private async Task<SourceReport> ProbeInTurnAsync(SourceAddress source, CancellationToken ct)
    {
        await Turns.WaitAsync(ct);
        try
        {
            var began = time.GetTimestamp();
            var run = await ProgramRun.RunAsync("ffprobe", Arguments(source), ct);
            var lines = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (run.ExitCode == 0) return SourceReport.Read(run.Output);
            return SourceReport.Failed(FfmpegLog.Classify(lines, time.GetElapsedTime(began)) ?? "failed", lines.Length == 0 ? "" : FfmpegLog.Readable(lines[^1]));
        }
        finally
        {
            Turns.Release();
        }
    }

    private IEnumerable<string> Arguments(SourceAddress source) =>
    [
        "-hide_banner", "-loglevel", "level+error", "-of", "json", "-read_intervals", "%+2",
        "-show_entries", "stream=codec_type,codec_name,width,height,avg_frame_rate,r_frame_rate:packet=pts_time,size",
        .. FfmpegArguments.Input(source, store.FileOf(source)),
    ];
}
