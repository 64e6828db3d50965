using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>What the dispatcher's loop tells others: pages, monitors, the log.</summary>
internal sealed partial class PumpTools(WebhookMetrics metrics, LiveTopics topics, TimeProvider clock, ILogger<DeliveryPump> logger)
{
    // A page that is redrawn for every one of thousands of deliveries shows none of them.
    private static readonly TimeSpan PublishEvery = TimeSpan.FromMilliseconds(500);

    private DateTimeOffset lastPublish = DateTimeOffset.MinValue;
    private bool hasNews;

    public TimeProvider Clock => clock;

    public DateTimeOffset Now => clock.GetUtcNow();

    public WebhookMetrics Metrics => metrics;

    /// <summary>When the pages are to be told; null = there is nothing to tell.</summary>
    public DateTimeOffset? PublishAt => hasNews ? lastPublish + PublishEvery : null;

    public void Changed(IReadOnlyCollection<SentDelivery> outcomes)
    {
        if (outcomes.Count == 0) return;
        foreach (var outcome in outcomes) metrics.Count(outcome);
        hasNews = true;
    }

    public void PublishDue()
    {
        if (PublishAt is not { } at || at > Now) return;
        (hasNews, lastPublish) = (false, Now);
        topics.Publish(WebhookTopics.Deliveries);
    }

    [LoggerMessage(LogLevel.Error, "Webhook deliveries had to pause; {Unwritten} outcomes are not written yet")]
    public partial void LogTrouble(Exception exception, int unwritten);
}
