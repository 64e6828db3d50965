using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Accounts;

/// <summary>Every "no" that the Accounts feature says.</summary>
public static class AccountRefusals
{
    public static readonly Refusal Unauthenticated = new(RefusalKind.Forbidden, "accounts.unauthenticated", "Sign in, or send a valid API key in the header X-API-KEY or as a bearer token.");
    public static readonly Refusal Forbidden = new(RefusalKind.Forbidden, "accounts.forbidden", "Your role does not allow this.");
    public static readonly Refusal ScopeMissing = new(RefusalKind.Forbidden, "accounts.scope_missing", "The API key lacks the scope that this needs.");
    public static readonly Refusal CrossSite = new(RefusalKind.Forbidden, "accounts.cross_site", "A signed-in browser may change something only from this site's own pages.");
    public static readonly Refusal FirstRun = new(RefusalKind.Unavailable, "accounts.first_run", "There is no administrator yet. Open the first-run link that the server printed on its console.");
    public static readonly Refusal AlreadySetUp = new(RefusalKind.Conflict, "accounts.already_set_up", "There is an administrator already. Sign in instead.");

    public static readonly Refusal CodeWrong = Invalid("code_wrong", "This is not the code that the server printed on its console.", "code");
    public static readonly Refusal EmailInvalid = Invalid("email_invalid", "Give an e-mail address, for example name@example.com.", "email");
    public static readonly Refusal EmailTaken = new(RefusalKind.Conflict, "accounts.email_taken", "Another account already has this e-mail address.", "email");
    public static readonly Refusal DisplayNameTooLong = Invalid("display_name_too_long", $"A display name has at most {AccountRules.MaxDisplayNameLength} characters.", "displayName");
    public static readonly Refusal PasswordTooShort = Invalid("password_too_short", $"A password has at least {AccountRules.MinPasswordLength} characters.", "password");
    public static readonly Refusal PasswordTooLong = Invalid("password_too_long", $"A password has at most {AccountRules.MaxPasswordLength} characters.", "password");
    public static readonly Refusal PasswordsDiffer = Invalid("passwords_differ", "The two passwords are not the same.", "confirmation");
    public static readonly Refusal PasswordWrong = Invalid("password_wrong", "This is not your present password.", "currentPassword");
    public static readonly Refusal SignInFailed = Invalid("sign_in_failed", "E-mail address or password is wrong.");
    public static readonly Refusal AuthenticatorCodeWrong = Invalid("authenticator_code_wrong", "This code is wrong or too old. Enter the one that your app shows now.", "code");
    public static readonly Refusal RecoveryCodeWrong = Invalid("recovery_code_wrong", "This is not one of your unused recovery codes.", "code");
    public static readonly Refusal ThemeUnknown = Invalid("theme_unknown", "The theme is light, dark or system.", "theme");
    public static readonly Refusal LanguageUnknown = Invalid("language_unknown", "The language is en, zh-Hans, ru or auto.", "language");
    public static readonly Refusal PasskeyFailed = Invalid("passkey_failed", "The browser gave no valid passkey.");
    public static readonly Refusal PasskeyNotFound = new(RefusalKind.NotFound, "accounts.passkey_not_found", "This passkey is not there any more.");
    public static readonly Refusal PasskeyNameInvalid = Invalid("passkey_name_invalid", $"A passkey's name has 1 to {AccountRules.MaxPasskeyNameLength} characters.");
    public static readonly Refusal TooManyPasskeys = Invalid("too_many_passkeys", "This account has too many passkeys. Remove one first.");
    public static readonly Refusal FormExpired = Invalid("form_expired", "This form is too old. Load the page again and send it once more.");

    private static Refusal Invalid(string code, string message, string? field = null) => new(RefusalKind.Invalid, "accounts." + code, message, field);
}
