using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorMedia.Web.Features.Streams.Publish.Keys;

/// <summary>Publish keys at rest: encrypted with the application's key ring, so that an operator can copy one again into an encoder.</summary>
internal sealed class PublishVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("BlazorMedia.Streams.PublishKey");

    public string Close(string secret) => protector.Protect(secret);

    /// <summary>Null when the key ring that encrypted it is lost.</summary>
    public string? Open(string cipher)
    {
        try
        {
            return protector.Unprotect(cipher);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
