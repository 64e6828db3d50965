using System.Collections.Concurrent;
using System.Globalization;

namespace BlazorMedia.Web.Platform.Live;

/// <summary>
/// Tells open pages to redraw, within this process only. What must survive a restart is a row, never a message here.
/// The subscriber is called in the language it had when it subscribed, whoever publishes.
/// A subscriber that is still busy gets one more call afterwards, however often the topic was published meanwhile.
/// </summary>
internal sealed partial class LiveTopics(ILogger<LiveTopics> logger)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Subscription, byte>> topics = new();

    public IDisposable Subscribe(string topic, Func<Task> redraw)
    {
        var subscription = new Subscription(this, topic, redraw);
        lock (topics) topics.GetOrAdd(topic, _ => new()).TryAdd(subscription, 0);
        return subscription;
    }

    public void Publish(string topic)
    {
        if (!topics.TryGetValue(topic, out var subscriptions)) return;
        foreach (var subscription in subscriptions.Keys) subscription.Signal();
    }

    // Some topics live as long as one job or one stream: without this their names would pile up for months.
    private void Forget(string topic, Subscription subscription)
    {
        lock (topics)
        {
            if (!topics.TryGetValue(topic, out var subscriptions)) return;
            subscriptions.TryRemove(subscription, out _);
            if (subscriptions.IsEmpty) topics.TryRemove(topic, out _);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A subscriber of {Topic} failed")]
    private partial void LogFailed(Exception exception, string topic);

    private sealed class Subscription(LiveTopics owner, string topic, Func<Task> redraw) : IDisposable
    {
        // A publisher is often a background thread, whose culture would flow into the page and redraw half of it in English.
        private readonly CultureInfo culture = CultureInfo.CurrentCulture;
        private readonly CultureInfo uiCulture = CultureInfo.CurrentUICulture;
        private int pending;
        private volatile bool disposed;

        public void Signal()
        {
            if (Interlocked.Increment(ref pending) == 1) _ = Task.Run(DrainAsync);
        }

        public void Dispose()
        {
            disposed = true;
            owner.Forget(topic, this);
        }

        private async Task DrainAsync()
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
            int seen;
            do
            {
                seen = Volatile.Read(ref pending);
                if (disposed) return;
                try
                {
                    await redraw();
                }
                catch (ObjectDisposedException)
                {
                    // the page went away while it was told
                }
                catch (Exception exception)
                {
                    owner.LogFailed(exception, topic);
                }
            }
            while (Interlocked.Add(ref pending, -seen) > 0);
        }
    }
}
