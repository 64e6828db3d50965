using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlazorMedia.Domain.Recordings;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorMedia.Web.Features.Recordings.Exports.Share;

/// <summary>
/// The texts of links that anybody may use: which export, which of its links and until when, sealed with the application's key ring. Nothing of
/// it is stored, so that nobody who reads the database can make one.
/// </summary>
internal sealed class ShareLinks(IDataProtectionProvider protection)
{
    private const int SaltBytes = 16;
    private const int MaxLength = 1000;

    private readonly IDataProtector protector = protection.CreateProtector("BlazorMedia.Recordings.ExportShare");

    public static string NewSalt() => Convert.ToHexString(RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>Each call makes another text; all of them work. Null when it is not shared.</summary>
    public string? TokenOf(Export export)
    {
        if (export is not { SharedUntil: { } until, ShareSalt: { } salt }) return null;
        var content = new byte[16 + sizeof(long) + Encoding.ASCII.GetByteCount(salt)];
        export.Id.TryWriteBytes(content);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(16), until.UtcTicks);
        Encoding.ASCII.GetBytes(salt, content.AsSpan(16 + sizeof(long)));
        return Base64Url.EncodeToString(protector.Protect(content));
    }

    /// <summary>Null for anything that was not made here.</summary>
    public SharedLink? Read(string? token)
    {
        if (token is null or { Length: 0 or > MaxLength } || !Base64Url.IsValid(token)) return null;
        try
        {
            var content = protector.Unprotect(Base64Url.DecodeFromChars(token));
            if (content.Length <= 16 + sizeof(long)) return null;
            var until = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(16)), TimeSpan.Zero);
            return new SharedLink(new Guid(content.AsSpan(0, 16)), until, Encoding.ASCII.GetString(content.AsSpan(16 + sizeof(long))));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Salt">Of the link that the export had when this was made.</param>
internal sealed record SharedLink(Guid ExportId, DateTimeOffset Until, string Salt);
