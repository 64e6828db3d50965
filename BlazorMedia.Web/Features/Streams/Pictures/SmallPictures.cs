using System.Diagnostics;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>Makes the small copies of keyframes that are measured. One call at a time.</summary>
internal sealed class SmallPictures(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, (PictureDecoder Decoder, long UsedAt)> decoders = [];

    // Runs whose keyframes the shared decoder did not give back.
    private readonly HashSet<string> odd = [];

    /// <summary>How long one picture may take: FFmpeg hangs in rare ones.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <returns>See <see cref="PictureSample"/>; null when the ring has let the keyframe go meanwhile.</returns>
    /// <exception cref="IOException">FFmpeg made no picture of it.</exception>
    public async Task<byte[]?> DecodeAsync(RingFragment keyframe, CancellationToken ct)
    {
        var run = keyframe.Segment.Run;
        if (run.Init?.Video is not { } video) return null;
        if (video.Codec is not ("h264" or "hevc") || odd.Contains(run.Folder)) return await DecodeAloneAsync(keyframe, ct);
        if (await KeyframeSample.ReadAsync(keyframe, ct) is not { } sample || AnnexB.From(video, sample) is not { } annexB) return null;
        if (await LimitAsync(c => DecoderOf(video.Codec).DecodeAsync(annexB, c), ct) is { } picture) return picture;
        var alone = await DecodeAloneAsync(keyframe, ct);
        if (odd.Count > 1000) odd.Clear();
        odd.Add(run.Folder);
        return alone;
    }

    /// <summary>Ends what was not used for some time.</summary>
    public void Rest()
    {
        foreach (var (_, (decoder, usedAt)) in decoders)
            if (time.GetElapsedTime(usedAt) > Idle) decoder.Dispose();
    }

    public void Dispose()
    {
        foreach (var (decoder, _) in decoders.Values) decoder.Dispose();
    }

    /// <param name="input">Its options, up to <c>-i</c> with its argument.</param>
    internal static Process Start(IEnumerable<string> input)
    {
        var size = FormattableString.Invariant($"scale={PictureSample.Width}:{PictureSample.Height}:flags=area,format=rgb24");
        string[] arguments = ["-hide_banner", "-loglevel", "quiet", .. input, "-an", "-fps_mode", "passthrough", "-vf", size, "-threads", "1", "-flush_packets", "1", "-f", "rawvideo", "pipe:1"];
        return Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    private PictureDecoder DecoderOf(string codec)
    {
        var decoder = decoders.TryGetValue(codec, out var known) ? known.Decoder : new PictureDecoder(codec);
        decoders[codec] = (decoder, time.GetTimestamp());
        return decoder;
    }

    private async Task<byte[]?> DecodeAloneAsync(RingFragment keyframe, CancellationToken ct)
    {
        if (await StillFrames.ReadAsync(keyframe, ct) is not { } bytes) return null;
        return await LimitAsync(c => DecodeAloneAsync(bytes, c), ct) ?? throw new IOException("FFmpeg made no picture of the keyframe.");
    }

    private static async Task<byte[]> DecodeAloneAsync(byte[] mp4, CancellationToken ct)
    {
        using var process = Start(["-threads", "1", "-skip_frame", "nokey", "-f", "mp4", "-i", "pipe:0", "-frames:v", "1"]);
        try
        {
            var picture = new byte[PictureSample.Bytes];
            var writing = FeedAsync(process, mp4, ct);
            await process.StandardOutput.BaseStream.ReadExactlyAsync(picture, ct);
            await writing;
            return picture;
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static async Task FeedAsync(Process process, byte[] mp4, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(mp4, ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has its one picture and reads no further.
        }
    }

    /// <summary>Null when it failed or took too long.</summary>
    private async Task<byte[]?> LimitAsync(Func<CancellationToken, Task<byte[]>> decode, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            return await decode(limit.Token);
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
