using System.Diagnostics.Metrics;
using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>The figures of the meter <c>BlazorMedia.Webhooks</c>.</summary>
internal sealed class WebhookMetrics
{
    private readonly Counter<long> deliveries;
    private readonly Histogram<double> duration;
    private int waiting;
    private int openBreakers;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("BlazorMedia.Webhooks");
        deliveries = meter.CreateCounter<long>("blazormedia.webhooks.attempts", "{attempt}", "Requests to endpoints by outcome: delivered, retried, failed for good.");
        duration = meter.CreateHistogram<double>("blazormedia.webhooks.attempt.duration", "s", "Time from the beginning of a request to the end of its answer.");
        meter.CreateObservableGauge("blazormedia.webhooks.waiting", () => Volatile.Read(ref waiting), "{delivery}", "Deliveries that wait to be sent, those of paused endpoints among them; looked up every 15 seconds.");
        meter.CreateObservableGauge("blazormedia.webhooks.open_breakers", () => Volatile.Read(ref openBreakers), "{endpoint}", "Endpoints that are left alone because they fail.");
    }

    public void Count(SentDelivery outcome)
    {
        deliveries.Add(1, new KeyValuePair<string, object?>("outcome", OutcomeOf(outcome.Row.State)));
        duration.Record(outcome.Sent.Duration.TotalSeconds);
    }

    public void Observe(int waitingNow, int openNow)
    {
        Volatile.Write(ref waiting, waitingNow);
        Volatile.Write(ref openBreakers, openNow);
    }

    private static string OutcomeOf(DeliveryState state) => state switch
    {
        DeliveryState.Succeeded => "delivered",
        DeliveryState.Waiting => "retried",
        DeliveryState.Failed => "failed",
    };
}
