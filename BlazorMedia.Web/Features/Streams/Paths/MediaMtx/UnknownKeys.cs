namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>Why a key of mediamtx.yml that nobody takes is not taken; English, for the report.</summary>
internal static class UnknownKeys
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["recordPath"] = "all recordings lie below one root (Recordings__Root)",
        ["recordFormat"] = "recordings are MP4; an API task may ask for ts",
        ["recordPartDuration"] = "the ring writes half a second at a time",
        ["recordSegmentDuration"] = "use autoRecordTaskOutDuration",
        ["recordMaxPartSize"] = "the ring has no such limit",
        ["recordCreateWebhook"] = "make an endpoint for recording.started on the page Webhooks",
        ["recordDelWebhook"] = "the reference never calls it either",
        ["sourceUrl"] = "reverse connections of r-video boxes are not supported",
        ["videoSnapshotEnable"] = "the external picture module is not supported",
        ["videoSnapshotModulePath"] = "the external picture module is not supported",
        ["videoSnapshotPipelineConf"] = "the external picture module is not supported",
        ["rtspTransport"] = "RTSP sources are always pulled over TCP",
        ["rtspAnyPort"] = "RTSP sources are always pulled over TCP",
        ["sourceFingerprint"] = "certificates are checked as the system does",
        ["maxReaders"] = "readers share one pull, so they need no limit",
        ["overridePublisher"] = "a publisher that sends is replaced only by the same key from the same address, a silent one by anybody with a key",
        ["fallback"] = "not supported",
        ["srtReadPassphrase"] = "there is no SRT read-out",
        ["srtPublishPassphrase"] = "open SRT on the stream's page, which makes a passphrase of its own",
        ["sourceRedirect"] = "not supported",
    };

    private static readonly string[] Timings = ["sourceOnDemandStartTimeout", "sourceOnDemandCloseAfter", "runOnDemandStartTimeout", "runOnDemandCloseAfter"];

    public static string ReasonOf(string key) =>
        Reasons.TryGetValue(key, out var reason) ? reason
        : Timings.Contains(key) ? "a path wakes and sleeps by itself"
        : key.StartsWith("runOn", StringComparison.Ordinal) ? "commands are not run; make an endpoint on the page Webhooks"
        : key.StartsWith("rpiCamera", StringComparison.Ordinal) ? "Raspberry Pi cameras are not supported"
        : "unknown";
}
