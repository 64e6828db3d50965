using BlazorMedia.Web.Features.Recordings.Mp4;
using BlazorMedia.Web.Platform.Files;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>
/// Writes one ordinary MP4 with its index at the front. Plain media are copied from where they lie; what we do not copy ourselves, or what
/// does not pass the check, FFmpeg writes. The file has its name only when it is whole, checked and on the disk.
/// </summary>
internal sealed partial class OutputWriter(FfmpegOutput ffmpeg, ILogger<OutputWriter> logger)
{
    /// <param name="file">Absolute path; one that is there already was written and checked before.</param>
    /// <param name="report">Bytes written so far.</param>
    /// <exception cref="InvalidDataException">FFmpeg failed too, or what it wrote is not what was received.</exception>
    public async Task<OutputFile> WriteAsync(OutputPlan plan, string file, Action<long> report, CancellationToken ct)
    {
        if (File.Exists(file)) return OutputFile.Read(file);
        var draft = Path.ChangeExtension(file, ".part.mp4");
        try
        {
            var written = await TryCopyAsync(plan, draft, report, ct) ?? await WithFfmpegAsync(plan, draft, report, ct);
            DurableFile.Flush(draft);
            File.Move(draft, file, overwrite: true);
            return written;
        }
        finally
        {
            // After a failure its space is needed by the recordings that still run.
            File.Delete(draft);
        }
    }

    /// <returns>Null: FFmpeg must do it.</returns>
    private async Task<OutputFile?> TryCopyAsync(OutputPlan plan, string draft, Action<long> report, CancellationToken ct)
    {
        try
        {
            await CopyAsync(PlanLayout.Of(plan), draft, report, ct);
            var written = OutputFile.Read(draft);
            if (written.DifferenceFrom(plan) is not { } difference) return written;
            LogFallback(difference);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException))
        {
            // Whatever we stumble over in the media, FFmpeg may read it; only a disk that fails would fail it, too.
            LogFallback(exception.Message);
        }
        File.Delete(draft);
        return null;
    }

    private static async Task CopyAsync(Mp4Layout layout, string draft, Action<long> report, CancellationToken ct)
    {
        await using var output = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await layout.CopyToAsync(output, 0, layout.Length, report, ct);
    }

    private async Task<OutputFile> WithFfmpegAsync(OutputPlan plan, string draft, Action<long> report, CancellationToken ct)
    {
        var errors = await ffmpeg.WriteAsync(plan, draft, report, ct);
        var written = OutputFile.Read(draft);
        return written.DifferenceFrom(plan) is { } difference ? throw new InvalidDataException($"{difference} {errors}".TrimEnd()) : written;
    }

    [LoggerMessage(LogLevel.Information, "FFmpeg writes this recording: {Reason}")]
    private partial void LogFallback(string reason);
}
