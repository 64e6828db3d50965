namespace BlazorMedia.Web.Features.Webhooks.Signing;

/// <summary>A secret ready to sign; kept in memory while its endpoint is known.</summary>
/// <param name="Key">Of the HMAC.</param>
/// <param name="Text">As the receiver knows it; only to find it in what a receiver echoes.</param>
/// <param name="ExpiresAt">null = does not expire.</param>
internal sealed record SigningKey(byte[] Key, string Text, DateTimeOffset? ExpiresAt)
{
    public bool Signs(DateTimeOffset now) => ExpiresAt is null || ExpiresAt > now;

    // A record would print its members, and this one is a secret.
    public override string ToString() => nameof(SigningKey);
}
