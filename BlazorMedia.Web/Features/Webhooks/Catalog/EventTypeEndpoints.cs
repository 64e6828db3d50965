using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Webhooks.Catalog;

internal static class EventTypeEndpoints
{
    public static void MapEventTypes(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/v1/webhooks/event-types").WithTags("Webhooks").RequireScope("webhooks").RequireAuthorization(Policies.Operator)
            .MapGet("/", (EventCatalog catalog) => TypedResults.Ok(catalog.List())).WithSummary("Every type of event with a sample of its body");
}
