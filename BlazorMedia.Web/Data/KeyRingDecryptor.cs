using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace BlazorMedia.Web.Data;

/// <summary>Its name stands in the database beside each key: renaming it makes them unreadable.</summary>
/// <remarks>Data Protection makes it itself and gives it the services.</remarks>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var key = services.GetRequiredService<KeyRingKey>();
        if ((string?)encryptedElement.Attribute(KeyRingEncryptor.KeyIdName) != key.Id)
            throw new CryptographicException($"It was encrypted with another key than that of {key.Source}.");
        var (nonce, cipher, tag) = (Bytes(encryptedElement, "nonce"), Bytes(encryptedElement, "cipher"), Bytes(encryptedElement, "tag"));
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(key.Bytes, tag.Length);
        aes.Decrypt(nonce, cipher, tag, plain, Encoding.ASCII.GetBytes(key.Id));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    private static byte[] Bytes(XElement parent, string name) => Convert.FromBase64String((string?)parent.Element(name) ?? "");
}
