namespace BlazorMedia.Web.Features.Streams.Publish.Feed;

/// <summary>The named pipe through which one FFmpeg is given a publisher's media. When it closes, or this process dies, FFmpeg comes to its end by itself.</summary>
internal sealed class PublishSink(string pipe, IPublishFormat format) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private FileStream? stream;
    private volatile bool isClosed;
    private uint? first;

    public bool IsClosed => isClosed;

    public bool IsOpen => stream is not null;

    /// <summary>Waits until FFmpeg has opened its side, or until this sink is closed.</summary>
    public async Task OpenAsync(FlvPacket? video, FlvPacket? audio, bool hasSound)
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            // Opening a pipe waits for the other side.
            stream = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
            if (!isClosed) await stream.WriteAsync(format.Begin(video, audio, hasSound));
        }
        finally
        {
            EndTurn();
        }
    }

    /// <exception cref="IOException">FFmpeg is gone.</exception>
    public async Task WriteAsync(FlvPacket packet)
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            first ??= packet.Timestamp;
            // Sound that is a little older than the first picture begins with it.
            var time = Math.Max(0, unchecked((int)(packet.Timestamp - first.Value)));
            if (!isClosed) await stream!.WriteAsync(format.Write(packet, (uint)time));
        }
        finally
        {
            EndTurn();
        }
    }

    /// <summary>What waits for its turn may still do so; the semaphore itself holds nothing of the system.</summary>
    public void Dispose() => Close();

    public void Close()
    {
        isClosed = true;
        if (turn.Wait(0, CancellationToken.None)) EndTurn();
        else if (stream is null) Release();
    }

    // Whoever has the turn when it closes is the one who closes.
    private void EndTurn()
    {
        if (isClosed && stream is not null) stream.Dispose();
        else if (isClosed) Release();
        turn.Release();
    }

    // FFmpeg, or our own opening, waits at the pipe for the other side; for a moment it is there.
    private void Release()
    {
        try
        {
            using var both = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (IOException)
        {
            // the run's folder is gone already
        }
    }
}
