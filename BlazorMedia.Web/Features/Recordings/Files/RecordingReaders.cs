using System.Collections.Concurrent;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>
/// Who is being sent which file. A file whose name is gone keeps its space as long as somebody reads it, so a reader may go on
/// for a few seconds after a removal and is cut then; what it asks for next is answered with 410.
/// </summary>
internal sealed class RecordingReaders(TimeProvider time)
{
    /// <summary>With what it takes to close a connection, the space is free within 10 seconds.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<Reader, byte> readers = new();
    private readonly ConcurrentDictionary<Leaving, byte> leaving = new();

    /// <summary>Bytes of removed files that somebody still reads: they will be free in a moment.</summary>
    public long BytesLeaving => leaving.Keys.Sum(l => l.Bytes);

    /// <summary>For every answer that reads a recording's file while it is sent.</summary>
    public void Enter(Guid recordingId, HttpContext context)
    {
        var reader = new Reader(recordingId, context);
        readers.TryAdd(reader, 0);
        context.Response.OnCompleted(() =>
        {
            readers.TryRemove(reader, out _);
            return Task.CompletedTask;
        });
    }

    /// <summary>For an answer that reads one file after another: the recording is read until the result is disposed of.</summary>
    public IDisposable Hold(Guid recordingId, HttpContext context)
    {
        var reader = new Reader(recordingId, context);
        readers.TryAdd(reader, 0);
        return new Held(readers, reader);
    }

    /// <summary>After the file's name is gone.</summary>
    public void CutAfterGrace(Guid recordingId, long bytes)
    {
        if (!readers.Keys.Any(r => r.RecordingId == recordingId)) return;
        var entry = new Leaving(bytes);
        leaving.TryAdd(entry, 0);
        entry.Timer = time.CreateTimer(_ => Cut(recordingId, entry), null, Grace, Timeout.InfiniteTimeSpan);
    }

    private void Cut(Guid recordingId, Leaving entry)
    {
        foreach (var reader in readers.Keys.Where(r => r.RecordingId == recordingId)) reader.Context.Abort();
        leaving.TryRemove(entry, out _);
        entry.Timer?.Dispose();
    }

    // Compared by reference: one browser may read one file over several connections.
    private sealed class Reader(Guid recordingId, HttpContext context)
    {
        public Guid RecordingId => recordingId;

        public HttpContext Context => context;
    }

    private sealed class Held(ConcurrentDictionary<Reader, byte> readers, Reader reader) : IDisposable
    {
        public void Dispose() => readers.TryRemove(reader, out _);
    }

    private sealed class Leaving(long bytes)
    {
        public long Bytes => bytes;

        public ITimer? Timer { get; set; }
    }
}
