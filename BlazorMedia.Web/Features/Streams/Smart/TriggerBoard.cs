using System.Collections.Concurrent;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>The triggers of all paths as they stand now. This is what the recorder asks.</summary>
internal sealed class TriggerBoard(LiveTopics topics, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, PathTrigger> triggers = new();
    private readonly ConcurrentDictionary<Guid, int> watched = new();

    /// <summary>Published after every check, and when the verdict changes without one.</summary>
    public static string TopicOf(Guid streamId) => $"trigger:{streamId:N}";

    /// <summary>Null for a path that has none.</summary>
    public PathTrigger? Of(Guid streamId) => triggers.GetValueOrDefault(streamId);

    /// <summary>True while a page shows the path's score.</summary>
    public bool IsWatched(Guid streamId) => watched.GetValueOrDefault(streamId) > 0;

    public RecordingWish WishOf(LiveStream stream)
    {
        if (stream.Elsewhere is not null) return default;
        if (Of(stream.Id) is not { } trigger) return new(stream.Path.Record);
        if (trigger.Settings.Kind == TriggerKind.None) return new(stream.Path.Record && IsArmed(trigger));
        var verdict = trigger.Verdict;
        return new(false, verdict.Wants, verdict.From < trigger.RecordedUntil ? trigger.RecordedUntil : verdict.From);
    }

    public bool IsArmed(PathTrigger trigger) => trigger.Table.Covers(time.GetLocalNow());

    /// <summary>The path is being recorded, whoever wished it: nothing of this is to be recorded again.</summary>
    public void Recorded(Guid streamId)
    {
        if (Of(streamId) is { } trigger) trigger.RecordedUntil = time.GetUtcNow();
    }

    /// <summary>A recording of this trigger goes on after a restart of the app.</summary>
    public void Adopt(Guid streamId) => Tell(streamId, rules => rules.Adopt(time.GetUtcNow()));

    public void StoppedByHand(Guid streamId) => Tell(streamId, rules => rules.StoppedByHand());

    public void Tell(Guid streamId, Action<TriggerRules> news)
    {
        if (Of(streamId) is { } trigger && trigger.Tell(news)) topics.Publish(TopicOf(streamId));
    }

    public void Publish(Guid streamId) => topics.Publish(TopicOf(streamId));

    /// <summary>While a page shows the score, it is taken also where no trigger needs it.</summary>
    public IDisposable Watch(Guid streamId)
    {
        watched.AddOrUpdate(streamId, 1, (_, count) => count + 1);
        return new Watching(() => watched.AddOrUpdate(streamId, 0, (_, count) => count - 1));
    }

    /// <summary>Saved here or, where nodes share a database, elsewhere. Unchanged settings keep what they have counted.</summary>
    public void Apply(StreamTrigger settings)
    {
        var former = Of(settings.StreamId);
        if (former is not null && former.Settings.IsLike(settings)) return;
        var trigger = new PathTrigger(settings);
        // A recording that runs is judged by the new settings, not ended by their being saved.
        if (former is { Verdict.Wants: true } && former.Settings.Kind == settings.Kind) trigger.Tell(rules => rules.Adopt(time.GetUtcNow()));
        triggers[settings.StreamId] = trigger;
        former?.Dispose();
        Publish(settings.StreamId);
    }

    public void RemoveOthers(IReadOnlySet<Guid> known)
    {
        foreach (var id in triggers.Keys.Where(id => !known.Contains(id)))
            if (triggers.TryRemove(id, out var trigger)) trigger.Dispose();
    }

    private sealed class Watching(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
