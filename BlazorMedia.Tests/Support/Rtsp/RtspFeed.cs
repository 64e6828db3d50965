using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorMedia.Tests.Support.Rtsp;

/// <summary>One path of the stand-in: an FFmpeg that plays a clip in real time, over and over, as RTP.</summary>
internal sealed partial class RtspFeed : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bm-rtsp-").FullName;
    private Process? feeder;
    private int generation;

    private RtspFeed()
    {
    }

    public IReadOnlyList<RtpTrack> Tracks { get; private set; } = [];

    /// <summary>The answer to DESCRIBE.</summary>
    public string Description { get; private set; } = "";

    public static async Task<RtspFeed> StartAsync(string clip)
    {
        var feed = new RtspFeed();
        await feed.PlayAsync(clip);
        return feed;
    }

    /// <summary>Another clip: new clients are told of it; those connected get its packets in the same session, as from an encoder that was reconfigured.</summary>
    public async Task SwitchAsync(string clip)
    {
        await StopFeederAsync();
        foreach (var track in Tracks) track.Rejoin();
        await PlayAsync(clip);
    }

    public async ValueTask DisposeAsync()
    {
        await StopFeederAsync();
        foreach (var track in Tracks) track.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task PlayAsync(string clip)
    {
        var codecs = await CodecsOfAsync(clip);
        if (Tracks.Count == 0) Tracks = [.. codecs.Select((_, i) => new RtpTrack(Path.Combine(folder, $"{i}.sock"), 90000))];
        var description = Path.Combine(folder, $"{generation++}.sdp");
        feeder = Process.Start(new ProcessStartInfo("ffmpeg", Arguments(clip, codecs, description)) { RedirectStandardInput = true })!;
        var lines = await ReadDescriptionAsync(description, codecs.Count);
        foreach (var (track, rate) in Tracks.Zip(ClockRates(lines))) track.ClockRate = rate;
        Description = Describe(lines);
        await Task.WhenAll(Tracks.Take(codecs.Count).Select(t => t.Ready)).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private IEnumerable<string> Arguments(string clip, IReadOnlyList<string> codecs, string description)
    {
        // Both media count from the same instant, so that the reports put them exactly in step.
        var start = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000).ToString(CultureInfo.InvariantCulture);
        return
        [
            "-hide_banner", "-nostats", "-loglevel", "fatal", "-re", "-stream_loop", "-1", "-i", clip,
            .. codecs.SelectMany((codec, i) => Output(codec, i, start)),
            "-sdp_file", description,
        ];
    }

    private IEnumerable<string> Output(string codec, int index, string start) =>
    [
        "-map", $"0:{index}", "-c", "copy",
        // Parameter sets in front of every keyframe, as cameras send them.
        .. codec switch { "h264" => ["-bsf:v", "h264_mp4toannexb"], "hevc" => ["-bsf:v", "hevc_mp4toannexb"], _ => Array.Empty<string>() },
        "-start_time_realtime", start, "-f", "rtp", "-packetsize", "1200", "-type", "datagram", $"unix:{Path.Combine(folder, $"{index}.sock")}",
    ];

    private static async Task<IReadOnlyList<string>> CodecsOfAsync(string clip)
    {
        var start = new ProcessStartInfo("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", clip]) { RedirectStandardOutput = true };
        using var probe = Process.Start(start)!;
        var text = await probe.StandardOutput.ReadToEndAsync();
        await probe.WaitForExitAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim())];
    }

    private async Task<string[]> ReadDescriptionAsync(string file, int media)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync())
        {
            if (feeder!.HasExited) throw new InvalidOperationException($"The feeder ended with {feeder.ExitCode}.");
            var lines = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
            if (lines.Count(l => l.StartsWith("m=", StringComparison.Ordinal)) == media && (media == 1 || lines.Contains($"a=control:streamid={media - 1}"))) return lines;
        }
        throw new InvalidOperationException("The timer never ends.");
    }

    private static string Describe(IEnumerable<string> lines)
    {
        var media = 0;
        List<string> text = [];
        foreach (var line in lines.Where(l => l.Length > 0 && !l.StartsWith("c=", StringComparison.Ordinal) && !l.StartsWith("a=control", StringComparison.Ordinal)))
        {
            text.Add(line);
            if (line.StartsWith("t=", StringComparison.Ordinal)) text.Add("c=IN IP4 127.0.0.1");
            if (line.StartsWith("m=", StringComparison.Ordinal)) text.Add($"a=control:trackID={media++}");
        }
        return string.Join("\r\n", text) + "\r\n";
    }

    /// <summary>One per medium; G.711 has a fixed one and no line of its own.</summary>
    private static IEnumerable<int> ClockRates(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("m=", StringComparison.Ordinal)) continue;
            var map = lines.Skip(i + 1).TakeWhile(l => !l.StartsWith("m=", StringComparison.Ordinal)).Select(l => ClockRate().Match(l)).FirstOrDefault(m => m.Success);
            yield return map is null ? 8000 : int.Parse(map.Groups[1].Value, CultureInfo.InvariantCulture);
        }
    }

    private async Task StopFeederAsync()
    {
        if (feeder is null) return;
        feeder.Kill();
        await feeder.WaitForExitAsync();
        feeder.Dispose();
        feeder = null;
    }

    [GeneratedRegex(@"^a=rtpmap:\d+ [^/]+/(\d+)")]
    private static partial Regex ClockRate();
}
