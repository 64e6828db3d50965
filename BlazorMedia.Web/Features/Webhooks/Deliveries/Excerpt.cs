using System.Text;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>What of a request and its answer is kept for people to read: the beginning, without anything that would let them act as us.</summary>
internal static class Excerpt
{
    private const string Mask = "•••";
    private const int MaxBytes = 1200;

    // Shorter values are no secrets, and masking every "1" would leave nothing to read.
    private const int ShortestSecret = 4;

    private static readonly string[] Signatures = ["webhook-signature", "X-Webhook-Signature"];

    public static string OfRequest(EndpointTarget target, IEnumerable<KeyValuePair<string, string>> signed, byte[] body)
    {
        var text = new StringBuilder().Append("POST ").Append(target.Url.GetLeftPart(UriPartial.Path)).Append('\n');
        foreach (var (name, value) in signed) text.Append(name).Append(": ").Append(Signatures.Contains(name) ? Mask : value).Append('\n');
        foreach (var name in target.Headers?.Keys ?? []) text.Append(name).Append(": ").Append(Mask).Append('\n');
        return text.Append('\n').Append(Readable(body)).ToString();
    }

    /// <summary>Some receivers answer with what they got, so nothing secret of the request is left in it.</summary>
    public static string OfAnswer(ReadOnlySpan<byte> body, EndpointTarget target, IEnumerable<KeyValuePair<string, string>> signed)
    {
        var text = Readable(body);
        var secrets = signed.Where(h => Signatures.Contains(h.Key)).SelectMany(h => h.Value.Split(' ', '=', ',')).Concat(target.Headers?.Values ?? [])
            .Concat(target.Keys.SelectMany(k => new[] { k.Text, k.Text.Replace("whsec_", "", StringComparison.Ordinal) }));
        return secrets.Where(s => s.Length >= ShortestSecret).OrderByDescending(s => s.Length).Aggregate(text, (t, secret) => t.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase));
    }

    // Controls other than line ends say nothing to a reader, and PostgreSQL refuses a text with a zero in it.
    private static string Readable(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxBytes)]);
        return string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) && source[i] is not ('\n' or '\t') ? ' ' : source[i];
        });
    }
}
