using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>GStreamer's pipelines, through Python's binding: what gst-launch would do.</summary>
internal static class Gst
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import sys, gi
        gi.require_version("Gst", "1.0")
        from gi.repository import Gst
        Gst.init(None)
        if len(sys.argv) < 2: sys.exit(0)
        pipeline = Gst.parse_launch(sys.argv[1])
        pipeline.set_state(Gst.State.PLAYING)
        message = pipeline.get_bus().timed_pop_filtered(60 * Gst.SECOND, Gst.MessageType.ERROR | Gst.MessageType.EOS)
        failed = message is None or message.type == Gst.MessageType.ERROR
        if failed: sys.stderr.write("no end" if message is None else str(message.parse_error()))
        pipeline.set_state(Gst.State.NULL)
        sys.exit(1 if failed else 0)
        """;

    private static readonly Lazy<bool> There = new(() => File.Exists(Python) && ToolRun.StartAsync(Python, ["-c", Script]).GetAwaiter().GetResult().ExitCode == 0);

    public static bool IsThere => There.Value;

    public static Task<ToolRun> LaunchAsync(string pipeline, CancellationToken ct) => ToolRun.StartAsync(Python, ["-c", Script, pipeline], ct);
}
