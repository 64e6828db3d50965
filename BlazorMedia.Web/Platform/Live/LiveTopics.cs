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
        topics.GetOrAdd(topic, _ => new()).TryAdd(subscription, 0);
        return subscription;
    }

    public void Publish(string topic)
    {
        if (!topics.TryGetValue(topic, out var subscriptions)) return;
        foreach (var subscription in subscriptions.Keys) subscription.Signal();
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
            if (owner.topics.TryGetValue(topic, out var subscriptions)) subscriptions.TryRemove(this, out _);
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
