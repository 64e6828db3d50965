using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorMedia.Web.Features.Webhooks.Signing;

/// <summary>Signing secrets and custom headers at rest: encrypted with the application's key ring.</summary>
internal sealed class SecretVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector secrets = protection.CreateProtector("BlazorMedia.Webhooks.Secret");
    private readonly IDataProtector headers = protection.CreateProtector("BlazorMedia.Webhooks.Headers");

    public string Protect(string secret) => secrets.Protect(secret);

    /// <summary>Null when the key ring that encrypted it is lost.</summary>
    public string? Open(string protectedSecret) => TryOpen(secrets, protectedSecret);

    /// <summary>Null for no headers.</summary>
    public string? ProtectHeaders(IReadOnlyDictionary<string, string> values) => values.Count == 0 ? null : headers.Protect(JsonSerializer.Serialize(values));

    /// <summary>Empty for no headers; null when the key ring that encrypted them is lost.</summary>
    public IReadOnlyDictionary<string, string>? OpenHeaders(string? protectedHeaders) =>
        protectedHeaders is null ? new Dictionary<string, string>()
        : TryOpen(headers, protectedHeaders) is { } json ? JsonSerializer.Deserialize<Dictionary<string, string>>(json)
        : null;

    private static string? TryOpen(IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
