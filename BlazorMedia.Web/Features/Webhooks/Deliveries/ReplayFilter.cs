using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>Which events are sent to an endpoint again. Public, because a job stores it as JSON.</summary>
/// <param name="From">Events made at or after this.</param>
/// <param name="To">Events made before this.</param>
/// <param name="Type">Only events of this type; null = all.</param>
/// <param name="State">Only deliveries in this state (succeeded or failed); null = both. Those that are waiting are never touched.</param>
/// <param name="IncludeMissed">Also events that made no delivery for this endpoint, because it did not exist yet or did not hear their type.</param>
public sealed record ReplayFilter(Guid EndpointId, DateTimeOffset From, DateTimeOffset To, string? Type = null, DeliveryState? State = null, bool IncludeMissed = false)
{
    /// <summary>Two replays are the same work only when they are the same in everything.</summary>
    internal string Identity => $"{EndpointId:N}-{From.UtcTicks}-{To.UtcTicks}-{Type}-{State}-{IncludeMissed}";

    public Refusal? FindMistake() => From < To ? null : WebhookRefusals.RangeInvalid;
}

/// <summary>What a replay does, or would do.</summary>
/// <param name="Again">Deliveries that are sent again, with the same <c>webhook-id</c>.</param>
/// <param name="Missed">Events that this endpoint gets for the first time.</param>
/// <param name="IsJob">So many that a background job does it.</param>
public sealed record ReplayCount(int Again, int Missed, bool IsJob)
{
    public int Total => Again + Missed;
}
