namespace BlazorMedia.Domain.Webhooks;

/// <summary>Why a request was no success; <c>error.</c> and the code is the key of its words.</summary>
public static class DeliveryErrors
{
    /// <summary>An answer, but not a 2xx.</summary>
    public const string Status = "status";

    /// <summary>A 3xx: the body would be lost on the way, and secrets would go to an address that nobody checked.</summary>
    public const string Redirect = "redirect";

    /// <summary>410: the receiver wants nothing more; its endpoint is switched off.</summary>
    public const string Gone = "gone";

    /// <summary>The key ring that protects the endpoint's secret is another one; the endpoint needs a new secret.</summary>
    public const string SecretUnreadable = "secret_unreadable";

    /// <summary>A fault of this program; its log says which.</summary>
    public const string Internal = "internal";
}
