using System.Security.Cryptography;
using BlazorMedia.Domain.Streams;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>Source addresses at rest: encrypted with the application's key ring, because they hold cameras' passwords.</summary>
internal sealed class SourceVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("BlazorMedia.Streams.Source");

    public void Store(StreamPath path, SourceAddress source, DateTimeOffset now) => path.ChangeSource(protector.Protect(source.Url), source.Masked, now);

    /// <summary>Null when the key ring that encrypted it is lost; the path must then be given its address again.</summary>
    public SourceAddress? Open(StreamPath path)
    {
        try
        {
            var parsed = SourceAddress.Parse(protector.Unprotect(path.SourceCipher));
            return parsed.IsSuccess ? parsed.Value : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
