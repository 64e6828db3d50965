namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>The secret of an authenticator app as a person types it and as a camera reads it.</summary>
internal static class AuthenticatorKey
{
    private const string Issuer = "BlazorMedia";

    /// <summary>In groups of four, lower case: easier to type; apps do not mind.</summary>
    public static string Grouped(string key) => string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(group => new string(group)));

    public static string Uri(string? email, string key) =>
        $"otpauth://totp/{Issuer}:{System.Uri.EscapeDataString(email ?? "")}?secret={key}&issuer={Issuer}&digits=6";
}
