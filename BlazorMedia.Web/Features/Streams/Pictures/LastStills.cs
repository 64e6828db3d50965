using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Streams.Pictures;

/// <summary>
/// Keeps one small picture of each path on disk, of the moment when it stopped being live: a path that is asleep or gone can be shown without waking it.
/// </summary>
internal sealed partial class LastStills(LiveStreams streams, StillCache cache, LiveTopics topics, DataDirectory data, ILogger<LastStills> logger) : IHostedService, IDisposable
{
    private static readonly StillLook Small = StillLook.Create(width: 480, quality: 70).Value;

    private readonly string folder = data.Folder("stills");
    private readonly HashSet<Guid> live = [];
    private HashSet<Guid> known = [];
    private IDisposable? subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = topics.Subscribe(LiveStreams.ListTopic, LookAsync);
        return LookAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => subscription?.Dispose();

    /// <summary>Null when the path was never seen live.</summary>
    public async Task<Still?> FindAsync(Guid streamId, CancellationToken ct)
    {
        var file = FileOf(streamId);
        try
        {
            var takenAt = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
            return new Still(await File.ReadAllBytesAsync(file, ct), takenAt, FormattableString.Invariant($"last-{takenAt.UtcTicks:x}"));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    // One call at a time: whoever publishes the topic meanwhile causes one more afterwards.
    private async Task LookAsync()
    {
        var all = streams.All;
        foreach (var stream in all)
        {
            if (stream is { Status.State: StreamState.Live, Elsewhere: null }) live.Add(stream.Id);
            else if (live.Remove(stream.Id)) await KeepAsync(stream);
        }
        var now = all.Select(s => s.Id).ToHashSet();
        foreach (var gone in known.Where(id => !now.Contains(id))) Forget(gone);
        known = now;
    }

    private async Task KeepAsync(LiveStream stream)
    {
        try
        {
            if (await cache.NewestAsync(stream, Small, TimeSpan.Zero, CancellationToken.None) is not { } still) return;
            var file = FileOf(stream.Id);
            await File.WriteAllBytesAsync(file + ".new", still.Jpeg);
            File.SetLastWriteTimeUtc(file + ".new", still.TakenAt.UtcDateTime);
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // A picture that is only nice to have must not keep those of the other paths from being kept.
            LogNotKept(exception, stream.Name);
        }
    }

    private void Forget(Guid streamId)
    {
        live.Remove(streamId);
        cache.Forget(streamId);
        File.Delete(FileOf(streamId));
    }

    private string FileOf(Guid streamId) => Path.Combine(folder, streamId.ToString("N") + ".jpg");

    [LoggerMessage(LogLevel.Warning, "The last picture of stream {Stream} was not kept")]
    private partial void LogNotKept(Exception exception, string stream);
}
