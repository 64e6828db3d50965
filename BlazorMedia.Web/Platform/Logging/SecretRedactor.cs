using System.Text.RegularExpressions;

namespace BlazorMedia.Web.Platform.Logging;

/// <summary>The last line of defence: what looks like a secret in a log line is replaced by <c>***</c>. Whoever logs still leaves secrets out.</summary>
internal static partial class SecretRedactor
{
    public static string Redact(string text) => Suspicious().IsMatch(text) ? Tokens().Replace(Named().Replace(UserInfo().Replace(text, "$1***@"), "$1***"), "$1***") : text;

    // Cheap, because nearly no line has any of it.
    [GeneratedRegex(@"://[^/\s]*@|token|pass|pwd|secret|api|bearer|basic|bm_|whsec_|eyJ", RegexOptions.IgnoreCase)]
    private static partial Regex Suspicious();

    // The user is kept: it tells cameras apart. The last "@" before the path counts, because passwords hold "@" too. A user alone may be a token.
    [GeneratedRegex(@"(://(?:[^/?#:@\s]*:)?)[^/?#\s]*@")]
    private static partial Regex UserInfo();

    // In queries, headers, JSON and connection strings.
    [GeneratedRegex(@"((?:access_?token|api_?key|x-api-key|token|password|passphrase|passwd|pwd|client_?secret|app_?secret|secret)[""']?\s*[=:]\s*[""']?)(?!\*\*\*)[^\s&;,""'}\])]+", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(Bearer |Basic |bm_|whsec_|eyJ)(?!\*\*\*)[A-Za-z0-9._~+/=-]{8,}", RegexOptions.IgnoreCase)]
    private static partial Regex Tokens();
}
