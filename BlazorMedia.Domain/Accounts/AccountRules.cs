using System.Net.Mail;

namespace BlazorMedia.Domain.Accounts;

/// <summary>What an account's fields may hold; page, endpoint and configuration ask here.</summary>
public static class AccountRules
{
    /// <summary>Characters. Length beats composition rules, so there are none of those.</summary>
    public const int MinPasswordLength = 10;

    public const int MaxPasswordLength = 200;

    public const int MaxEmailLength = 200;

    public const int MaxDisplayNameLength = 100;

    public const int MaxPasskeyNameLength = 100;

    /// <summary>A configured key shorter than this could be guessed.</summary>
    public const int MinKeyLength = 16;

    public static readonly IReadOnlyList<string> Themes = ["light", "dark", "system"];

    public static bool IsEmail(string? text) =>
        text is { Length: > 2 and <= MaxEmailLength } && MailAddress.TryCreate(text, out var address) && address.Address == text;

    /// <summary><c>*</c>, or words with an optional half: <c>streams</c>, <c>recordings:read</c>, <c>jobs:write</c>.</summary>
    public static bool IsScope(string scope) => scope == "*" || IsScopeName(scope.EndsWith(":read", StringComparison.Ordinal) ? scope[..^5] : scope.EndsWith(":write", StringComparison.Ordinal) ? scope[..^6] : scope);

    private static bool IsScopeName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || c is '-' or '.');
}
