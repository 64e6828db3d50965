using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Health;

/// <summary>
/// One look at every path of this node: figures and pictures against its rules, and whether it is ready. If the looks themselves stopped for a while
/// (a paused app, a machine that slept, a database that hung), one is left out: what they would see is our own absence, and every camera would be blamed for it.
/// </summary>
internal sealed partial class HealthRound(LiveStreams streams, HealthBook book, AlertLedger ledger, TimeProvider time, ILogger<HealthRound> logger)
{
    public static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, Watched> watched = [];
    private long lookedAt = time.GetTimestamp();

    /// <returns>False when this look was left out.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var away = time.GetElapsedTime(lookedAt);
        lookedAt = time.GetTimestamp();
        if (away > 2 * Rhythm)
        {
            LogAbsent(away);
            return false;
        }
        foreach (var stream in streams.All.Where(s => s.Elsewhere is null)) await TryLookAsync(stream, ct);
        foreach (var gone in watched.Keys.Where(id => streams.Find(id) is null).ToList())
        {
            watched.Remove(gone);
            book.Forget(gone);
        }
        return true;
    }

    private async Task TryLookAsync(LiveStream stream, CancellationToken ct)
    {
        if (!watched.TryGetValue(stream.Id, out var watch)) watched[stream.Id] = watch = new();
        try
        {
            await LookAsync(stream, watch, ct);
            watch.IsFailing = false;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            if (!watch.IsFailing) LogFailed(exception, stream.Name);
            watch.IsFailing = true;
        }
        // Also of a path whose alerts cannot be written.
        Judge(stream);
    }

    private async Task LookAsync(LiveStream stream, Watched watch, CancellationToken ct)
    {
        var rules = book.RulesOf(stream.Id);
        var signs = HealthSigns.Of(rules, HealthFigure.Of(stream));
        var moves = watch.Count.Look(signs, OpenOf(stream));
        await ledger.WriteAsync(stream, moves, ct);
        foreach (var picture in NewPictures(stream, watch, rules))
            await ledger.WriteAsync(stream, watch.Count.Look(HealthSigns.Of(rules, picture), OpenOf(stream)), ct);
    }

    private List<string> OpenOf(LiveStream stream) => [.. book.OpenOf(stream.Id).Select(a => a.Kind)];

    /// <summary>Null stands for "there is none": nothing arrives, or nobody looks any more.</summary>
    private static List<PictureFacts?> NewPictures(LiveStream stream, Watched watch, StreamHealthRules rules)
    {
        if (stream.Status.State != StreamState.Live || !rules.NeedsPictures) return [null];
        var seen = watch.SeenUntil;
        var pictures = stream.Pictures.All.Where(p => p.At > seen).ToList();
        if (pictures.Count > 0) watch.SeenUntil = pictures[^1].At;
        return [.. pictures];
    }

    private void Judge(LiveStream stream)
    {
        var passes = stream.Status.State == StreamState.Live && !book.OpenOf(stream.Id).Any(a => AlertKinds.OfPicture.Contains(a.Kind));
        var isWanted = stream.Status.State is not (StreamState.Disabled or StreamState.Asleep);
        book.ReadinessOf(stream.Id).Look(passes, isWanted, time.GetUtcNow(), book.ReadyInterval);
    }

    [LoggerMessage(LogLevel.Warning, "Nobody looked after streams for {Away}; this look is left out, so that no stream is blamed for it")]
    private partial void LogAbsent(TimeSpan away);

    [LoggerMessage(LogLevel.Error, "The health of stream {Stream} could not be looked at; it is tried again every few seconds")]
    private partial void LogFailed(Exception exception, string stream);

    private sealed class Watched
    {
        public AlertCount Count { get; } = new();

        public DateTimeOffset SeenUntil { get; set; }

        public bool IsFailing { get; set; }
    }
}
