namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>What one transaction of the ledger did.</summary>
/// <param name="Settled">Outcomes that are written, or that can never be.</param>
/// <param name="Verdicts">Of the endpoints whose outcomes were written.</param>
internal sealed record LedgerPage(IReadOnlyCollection<SentDelivery> Settled, IReadOnlyList<EndpointVerdict> Verdicts, IReadOnlyList<Claim> Claims);

/// <param name="NextDue">When the endpoint's next delivery is due that was not taken; null = there is none yet.</param>
internal sealed record Claim(ClaimOrder Order, IReadOnlyList<ClaimedDelivery> Deliveries, DateTimeOffset? NextDue);

internal sealed record WaitingOf(Guid EndpointId, DateTimeOffset? NextDue, int Count);
