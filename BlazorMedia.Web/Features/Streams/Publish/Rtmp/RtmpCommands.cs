namespace BlazorMedia.Web.Features.Streams.Publish.Rtmp;

/// <summary>Answers an encoder's commands, until it publishes or is told that it may not.</summary>
/// <param name="peer">The encoder's address.</param>
internal sealed class RtmpCommands(ChunkWriter writer, PublishGate gate, string peer)
{
    private const uint Window = 2_500_000;

    // One stream per connection is what every encoder uses.
    private const int MediaStream = 1;

    private static readonly string[] EnhancedCodecs = ["hvc1", "avc1", "av01", "vp09"];

    private string? application;
    private string? client;

    public Publication? Publication { get; private set; }

    /// <summary>The connection is of no further use.</summary>
    public bool IsOver { get; private set; }

    public async Task TakeAsync(int streamId, ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        var values = Amf0.Read(payload.Span);
        if (values is not [string name, var number, ..]) throw new InvalidDataException("a command without a name");
        var transaction = number as double? ?? 0;
        switch (name)
        {
            case "connect":
                await ConnectAsync(transaction, values.ElementAtOrDefault(2) as IReadOnlyDictionary<string, object?>, ct);
                break;
            case "createStream":
                await writer.SendCommandAsync(0, ct, "_result", transaction, null, MediaStream);
                break;
            case "FCPublish":
                await writer.SendCommandAsync(0, ct, "onFCPublish", 0, null, Status("status", "NetStream.Publish.Start", ""));
                break;
            case "releaseStream" or "getStreamLength":
                await writer.SendCommandAsync(0, ct, "_result", transaction, null, null);
                break;
            case "publish":
                await PublishAsync(streamId, values.ElementAtOrDefault(3) as string, ct);
                break;
            case "play":
                await DenyAsync(streamId, "NetStream.Play.Failed", "This port only takes streams.", ct);
                break;
            case "FCUnpublish" or "deleteStream" or "closeStream":
                IsOver = Publication is not null;
                break;
        }
    }

    private async Task ConnectAsync(double transaction, IReadOnlyDictionary<string, object?>? facts, CancellationToken ct)
    {
        (application, client) = (facts?.GetValueOrDefault("app") as string, facts?.GetValueOrDefault("flashVer") as string);
        await writer.SendNumberAsync(RtmpMessage.WindowSize, Window, ct);
        await writer.SendNumberAsync(RtmpMessage.PeerBandwidth, Window, ct);
        await writer.EnlargeChunksAsync(ct);
        var server = new Dictionary<string, object?> { ["fmsVer"] = "FMS/3,0,1,123", ["capabilities"] = 31 };
        var status = Status("status", "NetConnection.Connect.Success", "Connection succeeded.");
        status["objectEncoding"] = 0;
        // Who asks for the newer codecs is told which of them are taken.
        if (facts?.ContainsKey("fourCcList") == true) status["fourCcList"] = EnhancedCodecs;
        await writer.SendCommandAsync(0, ct, "_result", transaction, server, status);
    }

    private async Task PublishAsync(int streamId, string? name, CancellationToken ct)
    {
        if (Publication is not null) throw new InvalidDataException("a second stream on one connection");
        var (admitted, denial) = await gate.AdmitAsync(new(PublishAddress.Read(application, name), peer, client is { Length: > 100 } ? client[..100] : client), ct);
        Publication = admitted;
        if (denial is not null) await DenyAsync(streamId, denial.Code, denial.Description, ct);
        else await writer.SendCommandAsync(streamId, ct, "onStatus", 0, null, Status("status", "NetStream.Publish.Start", "Publishing."));
    }

    private async Task DenyAsync(int streamId, string code, string description, CancellationToken ct)
    {
        IsOver = true;
        await writer.SendCommandAsync(streamId, ct, "onStatus", 0, null, Status("error", code, description));
    }

    private static Dictionary<string, object?> Status(string level, string code, string description) => new() { ["level"] = level, ["code"] = code, ["description"] = description };
}
