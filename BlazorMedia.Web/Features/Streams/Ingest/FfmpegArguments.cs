using BlazorMedia.Domain.Streams;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>FFmpeg's command lines, proven on FFmpeg 5.1. Time-outs are protocol specific; a wrong one is fatal or opens a server.</summary>
internal static class FfmpegArguments
{
    // Only a guard for the case that the app died; the watchdog is faster. RTSP fires after twice this value.
    private const long TimeoutMicroseconds = 8_000_000;

    /// <summary>When FFmpeg gives up a silent source, at the earliest.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(TimeoutMicroseconds);

    private const string Networks = "tcp,udp,rtp,rtsp,rtsps,tls,http,https,httpproxy,crypto,rtmp,rtmps,rtmpt,srt,data,hls";

    private const string MovFlags = "movflags=frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets";

    // A picture can be seen when its fragment is whole. A fifth of a second costs hardly more than half a one, and is what low delay needs.
    private const string FragmentMicroseconds = "200000";

    /// <param name="file">Absolute path of the looped file, for file sources, or of the pipe, for published ones.</param>
    public static IEnumerable<string> Ring(SourceAddress source, string? file, IngestPlan plan, string pattern) =>
    [
        "-hide_banner", "-nostats", "-loglevel", "level+warning", "-fflags", "+genpts+discardcorrupt",
        .. Pace(source), .. plan.WallClock && source.Kind == SourceKind.Http ? ["-use_wallclock_as_timestamps", "1"] : (string[])[], .. Input(source, file),
        .. source.Kind == SourceKind.TestPattern ? [] : (string[])["-map", "0:v:0", .. Audio(plan)],
        .. Video(source, plan), "-max_muxing_queue_size", "1024",
        "-f", "segment", "-segment_time", "6", "-segment_format", "mp4", "-segment_format_options", $"{MovFlags}{DelayMoov(source)}:frag_duration={FragmentMicroseconds}:flush_packets=1", pattern,
    ];

    /// <summary>The input options and the input itself; for ffmpeg and ffprobe.</summary>
    public static IEnumerable<string> Input(SourceAddress source, string? file) => source.Kind switch
    {
        SourceKind.Rtsp => Pull(source.Url, "-rtsp_transport", "tcp", "-timeout", Text(TimeoutMicroseconds), "-allowed_media_types", "video+audio", "-fpsprobesize", "0"),
        SourceKind.Rtmp => Pull(source.Url, "-rw_timeout", Text(TimeoutMicroseconds), "-fpsprobesize", "0"),
        SourceKind.Http => Pull(source.Url, "-rw_timeout", Text(TimeoutMicroseconds), "-analyzeduration", "2000000"),
        SourceKind.Hls => Pull(source.Url, "-rw_timeout", Text(2 * TimeoutMicroseconds), "-m3u8_hold_counters", "4", "-max_reload", "4", "-live_start_index", "-1"),
        SourceKind.Srt => Pull(WithQuery(source.Url, ("timeout", TimeoutMicroseconds), ("connect_timeout", 3000), ("latency", 200_000)), "-analyzeduration", "2000000"),
        SourceKind.Udp => Pull(WithQuery(source.Url, ("timeout", TimeoutMicroseconds), ("fifo_size", 50_000), ("overrun_nonfatal", 1)), "-analyzeduration", "5000000"),
        SourceKind.File => ["-protocol_whitelist", "file", "-i", "file:" + file],
        SourceKind.TestPattern => ["-f", "lavfi", "-i", TestPattern()],
        // The file is the pipe that the publisher's media come through; it is named for their format.
        SourceKind.Publish => ["-protocol_whitelist", "file", "-fpsprobesize", "0", "-analyzeduration", "2000000", "-f", Path.GetExtension(file)?.TrimStart('.') ?? "flv", "-i", "file:" + file],
    };

    // Sound in a transport stream tells its configuration with its first packets; a moov written before them would be without it, and no browser
    // plays that. RTSP and RTMP tell it beforehand, and there a track that is announced but never sends would hold the moov back.
    private static string DelayMoov(SourceAddress source) => source.Kind switch
    {
        SourceKind.Http or SourceKind.Hls or SourceKind.Srt or SourceKind.Udp or SourceKind.File => "+delay_moov",
        SourceKind.Rtsp or SourceKind.Rtmp or SourceKind.TestPattern or SourceKind.Publish => "",
    };

    // HLS arrives in bursts of whole segments, files and generated pictures as fast as they can be read.
    private static string[] Pace(SourceAddress source) => source.Kind switch
    {
        SourceKind.Hls or SourceKind.TestPattern => ["-re"],
        SourceKind.File => ["-re", "-stream_loop", "-1"],
        _ => [],
    };

    private static IEnumerable<string> Pull(string url, params string[] options) => ["-protocol_whitelist", Networks, .. options, "-i", url];

    private static string[] Audio(IngestPlan plan) => plan.Audio switch
    {
        AudioPlan.Copy => ["-map", "0:a:0?", "-c:a", "copy"],
        AudioPlan.Aac => ["-map", "0:a:0?", "-c:a", "aac", "-b:a", "64k"],
        AudioPlan.None => [],
    };

    private static string[] Video(SourceAddress source, IngestPlan plan) => source.Kind switch
    {
        SourceKind.TestPattern => ["-map", "0:v", "-map", "0:a", .. Encode(), "-c:a", "aac", "-b:a", "96k"],
        // Each picture keeps its own time: a camera of five pictures a second must not become one of twenty-five.
        _ when plan.TranscodeVideo => [.. Encode(), "-fps_mode", "passthrough"],
        _ => ["-c:v", "copy"],
    };

    // A keyframe every two seconds whatever the frame rate, no B-frames: seekable, joinable, playable everywhere.
    private static string[] Encode() =>
        ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-profile:v", "main", "-force_key_frames", "expr:gte(t,n_forced*2)", "-crf", "25"];

    /// <summary>Moving picture with the wall clock burnt in and one beep a second, so that sound and picture can be compared.</summary>
    private static string TestPattern() =>
        "testsrc2=size=1280x720:rate=25"
        + ",drawtext=text='%{localtime\\:%X}':fontsize=56:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=14:x=(w-tw)/2:y=h-120[out0]"
        + ";sine=frequency=220:beep_factor=4:sample_rate=48000[out1]";

    private static string WithQuery(string url, params (string Key, long Value)[] defaults)
    {
        foreach (var (key, value) in defaults)
            if (!url.Contains(key + "=", StringComparison.Ordinal)) url += (url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + key + "=" + Text(value);
        return url;
    }

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
