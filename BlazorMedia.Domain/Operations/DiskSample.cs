namespace BlazorMedia.Domain.Operations;

/// <summary>How much room there was at one moment; a day of them makes the forecast.</summary>
public sealed class DiskSample
{
    private DiskSample()
    {
    }

    public Guid Id { get; private set; }

    public string Node { get; private set; } = "";

    /// <summary>Which of the app's folders: <c>data</c>, <c>recordings</c>.</summary>
    public string Volume { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public long FreeBytes { get; private set; }

    public static DiskSample Of(string node, string volume, long freeBytes, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Node = node, Volume = volume, FreeBytes = freeBytes, At = now };
}
