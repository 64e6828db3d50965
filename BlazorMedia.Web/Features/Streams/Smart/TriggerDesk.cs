using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>Reads triggers from memory, where every one of the database is held with its state.</summary>
internal sealed class TriggerDesk(TriggerBoard board, LiveStreams streams)
{
    public Result<TriggerDto> Find(string name) => streams.Find(name) is { } stream ? Describe(stream) : StreamRefusals.NotFound;

    /// <summary>The saved settings, or those of a path that has none.</summary>
    public StreamTrigger SettingsOf(Guid streamId) => board.Of(streamId)?.Settings ?? new StreamTrigger { StreamId = streamId };

    /// <summary>The last checks, oldest first.</summary>
    /// <param name="kind">Whose scores.</param>
    public IReadOnlyList<TriggerCheck> ChecksOf(LiveStream stream, TriggerKind kind) =>
        kind == TriggerKind.Device ? board.Of(stream.Id)?.Checks ?? [] : [.. stream.Pictures.All.Select(f => new TriggerCheck(f.At, ContentScore.Of(f)))];

    private TriggerDto Describe(LiveStream stream)
    {
        var (trigger, settings) = (board.Of(stream.Id), SettingsOf(stream.Id));
        var checks = ChecksOf(stream, settings.Kind);
        var verdict = trigger?.Verdict ?? new TriggerVerdict(TriggerPhase.Off);
        return TriggerDto.From(stream, settings, TriggerStateDto.Of(verdict, trigger is null || board.IsArmed(trigger), checks.Count > 0 ? checks[^1] : null, trigger));
    }
}
