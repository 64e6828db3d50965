namespace BlazorMedia.Web.Features.Recordings.Claims;

/// <summary>
/// The files of a recording that are not on the disk yet. They are flushed at most once a second, however often the ring changes, and only
/// those that grew: a flush makes everybody who writes to the disk wait.
/// </summary>
/// <param name="flush">Waits until a file's bytes are on the disk.</param>
internal sealed class UnflushedFiles(TimeProvider time, Action<string> flush)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> flushed = [];
    private string? newest;
    private long? lastTime;

    public void Add(string file)
    {
        flushed.TryAdd(file, 0);
        newest = file;
    }

    public void FlushDue()
    {
        if (lastTime is { } last && time.GetElapsedTime(last) < Pause) return;
        lastTime = time.GetTimestamp();
        foreach (var (file, length) in flushed.ToList())
        {
            Flush(file, length);
            // What is followed by another file is written to no more.
            if (file != newest) flushed.Remove(file);
        }
    }

    private void Flush(string file, long flushedLength)
    {
        var length = new FileInfo(file) is { Exists: true } found ? found.Length : 0;
        if (length == flushedLength) return;
        try
        {
            flush(file);
            flushed[file] = length;
        }
        catch (IOException) when (!File.Exists(file))
        {
            // The task that it belonged to was finalised meanwhile.
        }
    }
}
