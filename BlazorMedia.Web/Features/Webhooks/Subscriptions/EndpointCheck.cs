using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Webhooks.Catalog;
using BlazorMedia.Web.Platform.Http;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>What is wrong with an endpoint before it is saved. The address is asked of the guard now, so that a person sees why nothing would ever arrive.</summary>
internal sealed class EndpointCheck(OutgoingGuard guard, EventCatalog catalog)
{
    /// <summary>All at once; empty when it may be saved.</summary>
    public async Task<IReadOnlyList<Refusal>> FindMistakesAsync(EndpointRequest request, Domain.Webhooks.EndpointSettings settings, CancellationToken ct)
    {
        List<Refusal> mistakes = [.. settings.FindMistakes()];
        if (request.FindMistake() is { } mistake) mistakes.Add(mistake);
        if (request.EventTypes?.Any(t => catalog.Find(t) is null) == true) mistakes.Add(EndpointRefusals.EventTypeUnknown);
        // The address of an endpoint that is changed otherwise is not judged again: it may be unreachable just now, and every connection is checked anyway.
        if (request.Url is not null && mistakes.TrueForAll(m => m.Field != "url")) mistakes.AddRange((await guard.CheckAsync(settings.Url, ct)).Refusals);
        return mistakes;
    }
}
