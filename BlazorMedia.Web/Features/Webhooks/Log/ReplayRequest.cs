using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Deliveries;

namespace BlazorMedia.Web.Features.Webhooks.Log;

/// <summary>Which events are sent to an endpoint again.</summary>
/// <param name="EndpointId">Of the endpoint.</param>
/// <param name="From">Events made at or after this.</param>
/// <param name="To">Events made before this; now without it.</param>
/// <param name="Type">Only events of this type.</param>
/// <param name="State">Only deliveries in this state: succeeded or failed. Those that wait are never touched.</param>
/// <param name="IncludeMissed">Also events that this endpoint never got, because it did not exist yet or did not hear their type.</param>
/// <param name="DryRun">Only say how many there are.</param>
public sealed record ReplayRequest(Guid? EndpointId, DateTimeOffset? From, DateTimeOffset? To = null, string? Type = null, string? State = null, bool IncludeMissed = false, bool DryRun = false)
{
    private static readonly Refusal EndpointMissing = Invalid("replay_endpoint_missing", "Say which endpoint, by its id.", "endpointId");
    private static readonly Refusal FromMissing = Invalid("replay_from_missing", "Say from when on.", "from");
    private static readonly Refusal StateInvalid = Invalid("replay_state_invalid", "Only succeeded or failed deliveries are replayed.", "state");

    internal Result<ReplayFilter> Read(DateTimeOffset now)
    {
        var mistakes = new List<Refusal>();
        if (EndpointId is null) mistakes.Add(EndpointMissing);
        if (From is null) mistakes.Add(FromMissing);
        if (State is not (null or "" or "succeeded" or "failed")) mistakes.Add(StateInvalid);
        if (mistakes.Count > 0) return mistakes;
        DeliveryState? state = State switch { "succeeded" => DeliveryState.Succeeded, "failed" => DeliveryState.Failed, _ => null };
        return new ReplayFilter(EndpointId!.Value, From!.Value.ToUniversalTime(), (To ?? now).ToUniversalTime(), string.IsNullOrWhiteSpace(Type) ? null : Type, state, IncludeMissed);
    }

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "webhooks." + code, message, field);
}
