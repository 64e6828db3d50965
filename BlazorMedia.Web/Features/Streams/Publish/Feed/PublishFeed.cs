namespace BlazorMedia.Web.Features.Streams.Publish.Feed;

/// <summary>
/// Gives a publisher's packets to the FFmpeg of its path, run after run. While there is none, it keeps what began with the last keyframe, so that a run
/// begins with a picture at once. Packets come from one connection; runs come and go as the path's supervisor wants.
/// </summary>
/// <param name="changed">Called when there is something that a run could begin with.</param>
internal sealed class PublishFeed(Action changed)
{
    /// <summary>Bytes that wait for a run at most; beyond, the next keyframe is waited for.</summary>
    public const int MaxWaiting = 16 << 20;

    // A publisher whose clock jumps begins anew, or FFmpeg would squeeze everything that follows into one instant.
    private const int JumpBack = -1000;
    private const int JumpAhead = 30_000;

    // Sound that has not come by then does not come.
    private const int SoundPatience = 1000;

    private readonly List<FlvPacket> waiting = [];
    private readonly uint?[] last = new uint?[2];
    private long waitingBytes;
    private FlvPacket? video;
    private FlvPacket? audio;
    private bool hasSound;
    private bool? expectsSound;
    private volatile bool isReady;
    private volatile bool isEnded;
    private volatile PublishSink? sink;

    /// <summary>A keyframe waits, and it is known what comes with it.</summary>
    public bool IsReady => isReady;

    /// <summary>What FFmpeg must be told to read.</summary>
    public string Format => waiting is [{ NeedsMp4: true }, ..] || video is { NeedsMp4: true } ? "mp4" : "flv";

    /// <summary>Its metadata said whether there is sound.</summary>
    public void Expect(bool sound) => expectsSound = sound;

    /// <summary>A run begins; the next packet finds it.</summary>
    public PublishSink Attach(string pipe)
    {
        var added = new PublishSink(pipe, Format == "mp4" ? new Mp4Format() : new FlvFormat());
        sink = added;
        if (isEnded) added.Close();
        return added;
    }

    /// <summary>Returns when FFmpeg has taken it: a slow one slows the publisher down, and nothing piles up here.</summary>
    public async Task TakeAsync(FlvPacket packet)
    {
        if (packet.Kind == PacketKind.Audio) hasSound = true;
        if (Jumps(packet) | Learns(packet)) Drop();
        if (packet.IsConfig) return;
        if (sink is not { } current || current.IsClosed || !await TryGiveAsync(current, packet)) Keep(packet);
    }

    /// <summary>The publisher is gone: FFmpeg writes what it has and ends.</summary>
    public void End()
    {
        isEnded = true;
        sink?.Close();
    }

    private async Task<bool> TryGiveAsync(PublishSink to, FlvPacket packet)
    {
        try
        {
            if (!to.IsOpen) await BeginAsync(to);
            await to.WriteAsync(packet);
            return !to.IsClosed;
        }
        catch (IOException)
        {
            // FFmpeg ended; its supervisor sees it and begins another run.
            to.Close();
            return false;
        }
    }

    private async Task BeginAsync(PublishSink to)
    {
        await to.OpenAsync(video, audio, hasSound);
        foreach (var packet in waiting) await to.WriteAsync(packet);
        Forget();
    }

    private bool Jumps(FlvPacket packet)
    {
        var before = last[(int)packet.Kind];
        last[(int)packet.Kind] = packet.Timestamp;
        return before is { } time && unchecked((int)(packet.Timestamp - time)) is < JumpBack or > JumpAhead;
    }

    // Another configuration is another picture: one header cannot describe both.
    private bool Learns(FlvPacket packet)
    {
        if (!packet.IsConfig) return false;
        ref var known = ref packet.Kind == PacketKind.Video ? ref video : ref audio;
        var isOther = known is not null && !(known.Codec == packet.Codec && known.Data.Span.SequenceEqual(packet.Data.Span));
        if (known is null || isOther) known = packet with { Data = packet.Data.ToArray() };
        return isOther;
    }

    private void Drop()
    {
        sink?.Close();
        Forget();
    }

    private void Forget()
    {
        isReady = false;
        waiting.Clear();
        waitingBytes = 0;
    }

    private void Keep(FlvPacket packet)
    {
        var isKeyframe = packet is { Kind: PacketKind.Video, IsKeyframe: true };
        if (isKeyframe || waitingBytes > MaxWaiting)
        {
            waiting.Clear();
            waitingBytes = 0;
        }
        if (waiting.Count == 0 && !isKeyframe)
        {
            isReady = false;
            return;
        }
        waiting.Add(packet with { Data = packet.Data.ToArray() });
        waitingBytes += packet.Data.Length;
        if (isReady || !IsComplete(packet.Timestamp)) return;
        isReady = true;
        changed();
    }

    private bool IsComplete(uint now)
    {
        var picture = waiting[0];
        if (picture.Codec != "other" && (video is null || video.Codec != picture.Codec)) return false;
        var soundIsKnown = audio is not null || expectsSound == false || (hasSound && waiting.Exists(p => p is { Kind: PacketKind.Audio, Codec: "other" }));
        return soundIsKnown || unchecked((int)(now - picture.Timestamp)) > SoundPatience;
    }
}
