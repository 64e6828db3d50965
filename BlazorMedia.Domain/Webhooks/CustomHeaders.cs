using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Webhooks;

/// <summary>Headers that an endpoint's owner adds to every request, for example a credential of the receiver's gateway.</summary>
public static class CustomHeaders
{
    public const int MaxCount = 20;
    public const int MaxNameLength = 100;
    public const int MaxValueLength = 2000;

    // What frames the message, names the host, or carries the signature: a value of somebody else's would break or forge the request.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Keep-Alive", "Proxy-Authorization", "Cookie",
    };

    /// <summary>All mistakes at once; empty when every header may be sent.</summary>
    public static IReadOnlyList<Refusal> FindMistakes(IReadOnlyDictionary<string, string> headers) =>
        [.. headers.Count > MaxCount ? [WebhookRefusals.TooManyHeaders] : Array.Empty<Refusal>(), .. headers.SelectMany(h => FindMistakes(h.Key, h.Value))];

    private static IEnumerable<Refusal> FindMistakes(string name, string value)
    {
        if (name.Length is 0 or > MaxNameLength || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) yield return WebhookRefusals.HeaderNameInvalid;
        if (IsReserved(name)) yield return WebhookRefusals.HeaderReserved;
        if (value.Length > MaxValueLength || !value.All(c => c is >= ' ' and <= '~')) yield return WebhookRefusals.HeaderValueInvalid;
    }

    private static bool IsReserved(string name) =>
        Reserved.Contains(name) || name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-webhook-", StringComparison.OrdinalIgnoreCase);
}
