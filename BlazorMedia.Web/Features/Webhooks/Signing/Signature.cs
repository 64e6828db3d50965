using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Signing;

/// <summary>The headers that prove where a request comes from, over exactly the bytes that are sent.</summary>
internal static class Signature
{
    /// <param name="keys">Those that sign now, the newest first; at least one.</param>
    public static IEnumerable<KeyValuePair<string, string>> HeadersOf(SignatureProfile profile, IReadOnlyList<SigningKey> keys, string id, string type, DateTimeOffset now, byte[] body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        IEnumerable<KeyValuePair<string, string>> standard = [new("webhook-id", id), new("webhook-timestamp", timestamp), new("webhook-signature", StandardOf(keys, id, timestamp, body))];
        // The id is there in this profile, too: without it a receiver cannot tell a repetition from a second event.
        IEnumerable<KeyValuePair<string, string>> hex = [new("X-Webhook-Id", id), new("X-Webhook-Timestamp", timestamp), new("X-Webhook-Event", type), new("X-Webhook-Signature", HexOf(keys[0], body))];
        return profile switch
        {
            SignatureProfile.Standard => standard,
            SignatureProfile.Hex => hex,
            SignatureProfile.Both => standard.Concat(hex),
        };
    }

    /// <summary><c>v1,base64</c> of every key over <c>id.timestamp.body</c>, separated by spaces: a receiver that knows one of them is content.</summary>
    public static string StandardOf(IReadOnlyList<SigningKey> keys, string id, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', keys.Select(k => "v1," + Convert.ToBase64String(HMACSHA256.HashData(k.Key, signed))));
    }

    /// <summary><c>sha256=hex</c> of one key over the body.</summary>
    public static string HexOf(SigningKey key, byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key.Key, body));
}
