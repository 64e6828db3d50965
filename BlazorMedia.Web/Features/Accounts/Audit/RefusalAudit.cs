using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Accounts.Limits;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>Writes down who was refused where, with the kind of credential that was shown and never the credential.</summary>
internal sealed class RefusalAudit(AuditTrail audit, ActingNow acting, OncePerMinute once)
{
    private const string NoRoute = "no route";

    /// <param name="route">The route's pattern: some paths carry a token.</param>
    public async Task RecordAsync(HttpContext context, Refusal refusal, string route)
    {
        var actor = acting.Actor;
        // Who opens a page before signing in is asked to sign in: no refusal that anybody would want to read about.
        if (actor.Kind == ActorKind.Nobody && !context.Request.IsForProgram()) return;
        // Paths that lead nowhere can be invented without end: the first one of a minute stands for all.
        var door = context.GetEndpoint() is RouteEndpoint ? route : NoRoute;
        if (!once.Allows($"{actor.Kind} {actor.Id} {Callers.OfAddress(context.Connection.RemoteIpAddress)}", door)) return;
        await audit.RecordAsync("accounts.refused", $"{context.Request.Method} {route}", $"{refusal.Code}\ncredential: {Credential(context)}", allowed: false, context.RequestAborted);
    }

    private static string Credential(HttpContext context) =>
        context.Request.Headers.ContainsKey("X-API-KEY") ? "API key"
        : context.Request.HasKey() ? "bearer token"
        : context.Request.Query.ContainsKey("access_token") || context.Request.Query.ContainsKey("apikey") ? "token in the address"
        : new CurrentUser(context.User).IsSignedIn ? "session"
        : "none";
}
