using BlazorMedia.Web.Platform.Processes;
using Microsoft.Win32.SafeHandles;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Writes a plan through FFmpeg: the init box, then the fragments byte for byte with their times moved, of which it copies every packet.</summary>
internal sealed class FfmpegOutput(FfmpegRunner ffmpeg)
{
    /// <returns>What FFmpeg complained of.</returns>
    /// <exception cref="InvalidDataException">FFmpeg failed.</exception>
    public async Task<string> WriteAsync(OutputPlan plan, string draft, Action<long> report, CancellationToken ct)
    {
        var outcome = await ffmpeg.RunAsync(ArgumentsFor(plan, draft), (input, token) => SendAsync(plan, input, report, token), ct);
        return outcome.Succeeded ? $"{outcome.Errors}" : throw new InvalidDataException($"FFmpeg could not write the file: {outcome.Reason}");
    }

    private static IEnumerable<string> ArgumentsFor(OutputPlan plan, string draft) =>
    [
        "-f", "mp4", "-i", "pipe:0", "-map", "0", "-c", "copy",
        // Apple's players accept H.265 under this name only.
        .. plan.Init.Video?.Codec == "hevc" ? ["-tag:v", "hvc1"] : Array.Empty<string>(),
        "-movflags", "+faststart", "-f", "mp4", "-y", draft,
    ];

    private static async Task SendAsync(OutputPlan plan, Stream input, Action<long> report, CancellationToken ct)
    {
        await input.WriteAsync(plan.Init.Bytes, ct);
        var buffer = new byte[1 << 18];
        uint sequence = 0;
        long sent = 0;
        foreach (var piece in plan.Pieces)
        {
            foreach (var file in piece.Piece.Fragments.GroupBy(f => f.File))
            {
                using var handle = File.OpenHandle(file.Key, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                foreach (var fragment in file)
                {
                    var moof = FragmentBytes.ReadMoof(handle, fragment.Offset, fragment.Length);
                    var media = (From: fragment.Offset + moof.Length, Until: fragment.Offset + fragment.Length);
                    await input.WriteAsync(FragmentBytes.Move(moof, ++sequence, piece.Shifts), ct);
                    await CopyAsync(handle, media.From, media.Until, input, buffer, ct);
                    report(sent += fragment.Length);
                }
            }
        }
    }

    private static async Task CopyAsync(SafeFileHandle source, long from, long until, Stream input, byte[] buffer, CancellationToken ct)
    {
        while (from < until)
        {
            var read = await RandomAccess.ReadAsync(source, buffer.AsMemory(0, (int)Math.Min(buffer.Length, until - from)), from, ct);
            if (read == 0) throw new EndOfStreamException("A claimed segment became shorter.");
            await input.WriteAsync(buffer.AsMemory(0, read), ct);
            from += read;
        }
    }
}
