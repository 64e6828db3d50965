using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace BlazorMedia.Web.Data;

/// <summary>Encrypts the secret part of a Data Protection key with AES-256-GCM, so that the database alone opens nothing that it holds.</summary>
internal sealed class KeyRingEncryptor(KeyRingKey key) : IXmlEncryptor
{
    public const string ElementName = "keyRingEncrypted";
    public const string KeyIdName = "keyId";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (nonce, cipher, tag) = (RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize), new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(key.Bytes, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.ASCII.GetBytes(key.Id));
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(
            new XElement(ElementName, new XAttribute(KeyIdName, key.Id), Base64(nameof(nonce), nonce), Base64(nameof(tag), tag), Base64(nameof(cipher), cipher)),
            typeof(KeyRingDecryptor));
    }

    private static XElement Base64(string name, byte[] bytes) => new(name, Convert.ToBase64String(bytes));
}
