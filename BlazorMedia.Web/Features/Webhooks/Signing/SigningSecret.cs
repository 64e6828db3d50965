using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Signing;

/// <summary>A secret as the receiver knows it, and the key that it stands for.</summary>
internal static class SigningSecret
{
    private const string Prefix = "whsec_";
    private const int NewKeyBytes = 32;

    /// <summary>A new one: <c>whsec_</c> and base64 of 32 random bytes, as Standard Webhooks has it.</summary>
    public static string Generate() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(NewKeyBytes));

    /// <summary>Whether a person's own secret can be used; the value is the secret as it is stored.</summary>
    public static Result<string> Check(string secret)
    {
        var text = secret.Trim();
        if (text.Length < WebhookSecret.MinLength) return WebhookRefusals.SecretTooShort;
        if (text.Length > WebhookSecret.MaxLength) return WebhookRefusals.SecretTooLong;
        if (text.StartsWith(Prefix, StringComparison.Ordinal) && !(Base64.IsValid(text.AsSpan(Prefix.Length), out var bytes) && bytes is >= 24 and <= 64)) return WebhookRefusals.SecretInvalid;
        return text;
    }

    /// <summary>The HMAC key, the same for every profile: the decoded bytes after <c>whsec_</c>, else the text in UTF-8.</summary>
    public static byte[] KeyOf(string secret) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal) ? Convert.FromBase64String(secret[Prefix.Length..]) : Encoding.UTF8.GetBytes(secret);
}
