using System.Net.Http.Headers;
using System.Text;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Signing;
using BlazorMedia.Web.Platform.Http;

namespace BlazorMedia.Web.Features.Webhooks.Deliveries;

/// <summary>Makes one request of one event. The bytes that are signed are the bytes that are sent.</summary>
internal sealed class DeliverySender(OutgoingClient client, TimeProvider clock)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/json");
    private static readonly ProductInfoHeaderValue Agent = new("BlazorMedia-Webhooks", "1.0");

    /// <summary>Throws only when <paramref name="ct"/> is cancelled.</summary>
    /// <param name="messageId">The stable id: the same at every request of this event.</param>
    public async Task<RequestOutcome> SendAsync(EndpointTarget target, Guid messageId, string type, string text, CancellationToken ct)
    {
        var (at, begun) = (clock.GetUtcNow(), clock.GetTimestamp());
        List<SigningKey> keys = [.. target.Keys.Where(k => k.Signs(at))];
        if (keys.Count == 0 || target.Headers is null) return new(at, TimeSpan.Zero, null, DeliveryErrors.SecretUnreadable, null, "", null);
        var body = Encoding.UTF8.GetBytes(text);
        List<KeyValuePair<string, string>> signed = [.. Signature.HeadersOf(target.Profile, keys, messageId.ToString(), type, at, body)];
        using var request = RequestOf(target, signed, body);
        var answer = await client.SendAsync(request, ct);
        var response = answer.Status is null ? answer.Reason : Excerpt.OfAnswer(answer.Body.Span, target, signed);
        return new(at, clock.GetElapsedTime(begun), answer.Status, ErrorOf(answer), answer.RetryAfter, Excerpt.OfRequest(target, signed, body), response);
    }

    private static HttpRequestMessage RequestOf(EndpointTarget target, IEnumerable<KeyValuePair<string, string>> signed, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) { Headers = { ContentType = ContentType } } };
        request.Headers.UserAgent.Add(Agent);
        foreach (var (name, value) in target.Headers!.Concat(signed))
        {
            if (name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)) request.Headers.UserAgent.Clear();
            // Names such as Content-Language belong to the content.
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private static string? ErrorOf(OutgoingAnswer answer) => answer.Status switch
    {
        null => answer.Error,
        >= 200 and < 300 => null,
        >= 300 and < 400 => DeliveryErrors.Redirect,
        410 => DeliveryErrors.Gone,
        _ => DeliveryErrors.Status,
    };
}
