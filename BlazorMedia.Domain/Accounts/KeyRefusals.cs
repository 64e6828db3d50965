using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Accounts;

/// <summary>Every "no" about API keys and app tokens.</summary>
public static class KeyRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "keys.not_found", "There is no such key.");
    public static readonly Refusal NameInvalid = Invalid("keys.name_invalid", $"A name has 1 to {ApiKey.MaxNameLength} characters.", "name");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "keys.name_taken", "Another key already has this name.", "name");
    public static readonly Refusal ScopesMissing = Invalid("keys.scopes_missing", "Choose at least one thing that the key may do.", "scopes");
    public static readonly Refusal ScopeUnknown = Invalid("keys.scope_unknown", "One of the scopes does not exist.", "scopes");
    public static readonly Refusal ScopesBeyondOwn = new(RefusalKind.Forbidden, "keys.scopes_beyond_own", "A key cannot make a key that may do more than itself.", "scopes");
    public static readonly Refusal LifeBeyondOwn = new(RefusalKind.Forbidden, "keys.life_beyond_own", "A key cannot make a key that lives longer than itself.", "expiresAt");
    public static readonly Refusal ExpiryInvalid = Invalid("keys.expiry_invalid", "The key must expire later than now and within ten years.", "expiresAt");
    public static readonly Refusal UserUnknown = Invalid("keys.user_unknown", "There is no user with this e-mail address.", "user");
    public static readonly Refusal Configured = new(RefusalKind.Conflict, "keys.configured", "This comes from the configuration. Change it there and start the server again.");

    public static readonly Refusal AppNotFound = new(RefusalKind.NotFound, "app_tokens.not_found", "There is no such app.");
    public static readonly Refusal AppIdInvalid = Invalid("app_tokens.app_id_invalid", "An AppID has 1 to 100 letters, digits, dots, dashes or underscores.", "appId");
    public static readonly Refusal AppIdTaken = new(RefusalKind.Conflict, "app_tokens.app_id_taken", "Another app already has this AppID.", "appId");
    public static readonly Refusal SecretInvalid = Invalid("app_tokens.secret_invalid", "A secret has 1 to 500 characters and does not begin or end with a space.", "secret");
    public static readonly Refusal SecretLost = new(RefusalKind.Conflict, "app_tokens.secret_lost", "The secret cannot be read, because the key ring that encrypted it is lost. Rotate it.");
    public static readonly Refusal SecretSeen = new(RefusalKind.Conflict, "app_tokens.secret_seen", "The secret was shown already. Rotate it to get a new one.");
    public static readonly Refusal OverlapInvalid = Invalid("app_tokens.overlap_invalid", "The old secret may stay valid for 0 to 720 hours.", "overlapHours");
    public static readonly Refusal LifetimeInvalid = Invalid("app_tokens.lifetime_invalid", "A token lives for 1 minute to 10 years.", "minutes");
    public static readonly Refusal ClaimTooLong = Invalid("app_tokens.claim_too_long", "Subject and name have at most 200 characters each.", "sub");

    public static readonly Refusal AppTokenNotHere = new(RefusalKind.Forbidden, "accounts.app_token_not_here", "An app token does not open this. Use an API key.");
    public static readonly Refusal RateLimited = new(RefusalKind.Unavailable, "accounts.rate_limited", "Too many requests. Wait as long as Retry-After says, then try again.");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, code, message, field);
}
