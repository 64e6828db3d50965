using System.Security.Cryptography;
using System.Text;
using BlazorMedia.Domain.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>AppSecrets at rest: encrypted with the application's key ring.</summary>
internal sealed class AppTokenVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("BlazorMedia.Accounts.AppSecret");

    public void Store(AppTokenPair pair, string secret) => pair.StoreSecret(secret, protector.Protect(secret));

    public void Rotate(AppTokenPair pair, string secret, TimeSpan overlap, DateTimeOffset now) => pair.Rotate(secret, protector.Protect(secret), overlap, now);

    /// <summary>Null when the key ring that encrypted it is lost.</summary>
    public string? Open(string? cipher)
    {
        try
        {
            return cipher is null ? null : protector.Unprotect(cipher);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The key of the signature: the letters of the secret as they are, whatever encoding they look like.</summary>
    public byte[]? KeyOf(string? cipher) => Open(cipher) is { } secret ? Encoding.UTF8.GetBytes(secret) : null;
}
