using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Webhooks;

/// <summary>Every "no" that the Webhooks feature says. What is wrong with an address says the guard of outgoing calls.</summary>
public static class WebhookRefusals
{
    public static readonly Refusal NameMissing = Invalid("name_missing", "Give the endpoint a name, for example the system that listens there.", "name");
    public static readonly Refusal NameTooLong = Invalid("name_too_long", $"A name has at most {WebhookEndpoint.MaxNameLength} characters.", "name");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "webhooks.name_taken", "Another endpoint already has this name.", "name");
    public static readonly Refusal UrlMissing = Invalid("url_missing", "Give the address, for example https://example.org/hooks.", "url");
    public static readonly Refusal UrlTooLong = Invalid("url_too_long", $"An address has at most {WebhookEndpoint.MaxUrlLength} characters.", "url");
    public static readonly Refusal EventTypesInvalid = Invalid("event_types_invalid", "The names of event types hold no comma, and all of them together at most 4000 characters.", "eventTypes");
    public static readonly Refusal RateInvalid = Invalid("rate_invalid", $"The rate is a number of deliveries per second from 1 to {WebhookEndpoint.MaxRatePerSecond}, or empty.", "ratePerSecond");
    public static readonly Refusal ConcurrencyInvalid = Invalid("concurrency_invalid", $"The number of requests at once is 1 to {WebhookEndpoint.MaxConcurrency}.", "concurrency");
    public static readonly Refusal SecretTooShort = Invalid("secret_too_short", $"A secret has at least {WebhookSecret.MinLength} characters.", "secret");
    public static readonly Refusal SecretTooLong = Invalid("secret_too_long", $"A secret has at most {WebhookSecret.MaxLength} characters.", "secret");
    public static readonly Refusal SecretInvalid = Invalid("secret_invalid", "After whsec_ a secret is base64 of 24 to 64 bytes.", "secret");
    public static readonly Refusal OverlapInvalid = Invalid("overlap_invalid", $"The old secret signs along for 0 to {WebhookEndpoint.MaxOverlap.TotalHours:0} hours.", "overlapHours");
    public static readonly Refusal TooManySecrets = new(RefusalKind.Conflict, "webhooks.too_many_secrets", $"An endpoint has at most {WebhookEndpoint.MaxSecrets} secrets at once. Wait until old ones expire, or rotate without an overlap.");
    public static readonly Refusal HeaderNameInvalid = Invalid("header_name_invalid", "The name of a header holds letters, digits and - only, at most 100.", "headers");
    public static readonly Refusal HeaderReserved = Invalid("header_reserved", "This header is set by the program itself.", "headers");
    public static readonly Refusal HeaderValueInvalid = Invalid("header_value_invalid", "The value of a header is visible ASCII text of at most 2000 characters.", "headers");
    public static readonly Refusal TooManyHeaders = Invalid("too_many_headers", $"An endpoint has at most {CustomHeaders.MaxCount} headers of its own.", "headers");
    public static readonly Refusal EndpointNotFound = new(RefusalKind.NotFound, "webhooks.endpoint_not_found", "There is no such endpoint; it may have been deleted meanwhile.");
    public static readonly Refusal DeliveryNotFound = new(RefusalKind.NotFound, "webhooks.delivery_not_found", "There is no such delivery; old ones are removed by themselves.");
    public static readonly Refusal AlreadyWaiting = new(RefusalKind.Conflict, "webhooks.already_waiting", "This delivery is still waiting to be sent.");
    public static readonly Refusal RangeInvalid = Invalid("range_invalid", "The range begins before it ends.", "from");
    public static readonly Refusal EventTypeUnknown = Invalid("event_type_unknown", "There is no such type of event; the catalogue lists all.", "type");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "webhooks." + code, message, field);
}
