using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>When this browser's person last proved who they are, by password, code or passkey: kept in the cookie beside its claims, which Identity makes anew.</summary>
internal sealed class RecentCheck(TimeProvider clock)
{
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    private const string Item = "bm:checked-at";

    /// <summary>A sign-in, and not a cookie that is only written anew.</summary>
    public static bool IsSignIn(AuthenticationProperties session) => !session.Items.ContainsKey(Item);

    public void Mark(AuthenticationProperties session) => session.Items[Item] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Recent enough to change what signs this person in.</summary>
    public async Task<bool> HoldsAsync(HttpContext context) =>
        await SessionAsync(context) is { } session
        && session.Items.TryGetValue(Item, out var text)
        && long.TryParse(text, CultureInfo.InvariantCulture, out var at)
        && DateTimeOffset.FromUnixTimeSeconds(at) > clock.GetUtcNow() - Validity;

    public static async Task<AuthenticationProperties?> SessionAsync(HttpContext context) => (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties;
}
