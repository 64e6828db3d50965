using System.Security.Claims;
using System.Threading.RateLimiting;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.Limits;

/// <summary>Who is counted with whom. A valid key is counted by itself, so that a stranger who guesses cannot slow it down.</summary>
internal sealed class RequestLimits(IOptions<AccountOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private const int Segments = 6;

    // The menu's own forms and what a passkey button asks before anybody has typed anything.
    private static readonly string[] Harmless = ["/account/preferences", "/account/logout", "/account/passkeys"];

    private static readonly string[] Uncounted = ["/_blazor", "/_framework", "/_content", "/health/live"];

    private LimitOptions Limits => options.Value.Limits;

    public RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var user = new CurrentUser(context.User);
        if (AsksWhoSomebodyIs(context.Request)) return PerForm(user.Id ?? Callers.OfAddress(context.Connection.RemoteIpAddress));
        if (!user.IsSignedIn) return IsUncounted(context) ? Unlimited() : PerMinute("address:" + Callers.OfAddress(context.Connection.RemoteIpAddress), Limits.RequestsPerMinutePerAddress);
        if (context.GetEndpoint()?.Metadata.GetMetadata<MediaBytes>() is not null) return Unlimited();
        return context.Request.IsForProgram() && !IsUncounted(context) ? PerMinute(NameOf(context.User, user), Limits.RequestsPerMinutePerKey) : Unlimited();
    }

    private static bool AsksWhoSomebodyIs(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/first-run", StringComparison.OrdinalIgnoreCase))
        && !Harmless.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static bool IsUncounted(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || Uncounted.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static string NameOf(ClaimsPrincipal principal, CurrentUser user) =>
        user.IsKey ? "key:" + principal.FindFirstValue(Policies.KeyIdClaim)
        : user.IsAppToken ? "app:" + principal.FindFirstValue(Policies.AppIdClaim)
        : "user:" + user.Id;

    private RateLimitPartition<string> PerForm(string who) => RateLimitPartition.GetSlidingWindowLimiter("form:" + who, _ => new()
    {
        PermitLimit = Limits.SignInPerMinute,
        Window = Minute,
        SegmentsPerWindow = Segments,
    });

    // A bucket and not a window: a client that was quiet may ask much at once, and one that is refused may go on after seconds.
    private static RateLimitPartition<string> PerMinute(string who, int limit) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
    {
        TokenLimit = limit,
        TokensPerPeriod = Math.Max(1, limit / 60),
        ReplenishmentPeriod = limit < 60 ? Minute / limit : TimeSpan.FromSeconds(1),
    });

    private static RateLimitPartition<string> Unlimited() => RateLimitPartition.GetNoLimiter("");
}
