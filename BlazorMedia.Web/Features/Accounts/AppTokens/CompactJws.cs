using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>
/// A JSON web token signed with HS256: the compact serialisation of RFC 7515 (section 7.1) with the claims of RFC 7519. Only what app
/// tokens need, so there is no algorithm to be talked into: neither "none" nor a public key taken for a secret.
/// </summary>
/// <param name="SignedText">The first two parts, as they were sent.</param>
internal sealed record CompactJws(string SignedText, JsonElement Claims, byte[] Signature)
{
    /// <summary>Characters; LiveKit's grants fit many times.</summary>
    private const int MaxLength = 8 * 1024;

    // Of the year 3000: beyond it nobody means a date, and the calendar's own end is not far.
    private const double LastSecond = 32_503_680_000;

    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    public static string Sign(ReadOnlySpan<byte> claims, ReadOnlySpan<byte> secret)
    {
        var text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Header))}.{Base64Url.EncodeToString(claims)}";
        return $"{text}.{Base64Url.EncodeToString(SignatureOf(text, secret))}";
    }

    /// <summary>Null for what is no token, or one of another algorithm or with an extension that must be understood (RFC 7515, section 4.1.11).</summary>
    public static CompactJws? Parse(string token)
    {
        // Padding is left out (section 2); a decoder that forgives it would make two texts of one token.
        if (token.Length > MaxLength || token.Contains('=', StringComparison.Ordinal) || token.Split('.') is not [var header, var claims, var signature]) return null;
        try
        {
            return IsHs256(Json(header)) && Json(claims) is { ValueKind: JsonValueKind.Object } body
                ? new($"{header}.{claims}", body, Base64Url.DecodeFromChars(signature))
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Compared in a time that does not tell how many bytes were right.</summary>
    public bool IsSignedWith(ReadOnlySpan<byte> secret) => CryptographicOperations.FixedTimeEquals(Signature, SignatureOf(SignedText, secret));

    public string? Text(string claim) => Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A NumericDate (RFC 7519, section 2): seconds since 1970, also with a fraction. False when it is there and is no such number.</summary>
    public bool TryMoment(string claim, out DateTimeOffset? moment)
    {
        moment = null;
        if (!Claims.TryGetProperty(claim, out var value) || value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || Math.Abs(seconds) > LastSecond) return false;
        moment = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    private static byte[] SignatureOf(string text, ReadOnlySpan<byte> secret) => HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text));

    private static bool IsHs256(JsonElement header) => header.ValueKind == JsonValueKind.Object
        && header.TryGetProperty("alg", out var algorithm) && algorithm.ValueKind == JsonValueKind.String && algorithm.ValueEquals("HS256") && !header.TryGetProperty("crit", out _);

    private static JsonElement Json(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement.Clone();
}
