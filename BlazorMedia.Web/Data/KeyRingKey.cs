using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Data;

/// <summary>What the key ring in the database is encrypted with: <c>BlazorMedia__KeyRingKey</c>, which several nodes share, or a file that is made at the first start.</summary>
internal sealed class KeyRingKey
{
    public const int Length = 32;

    public KeyRingKey(IConfiguration configuration, DataDirectory data)
    {
        var text = configuration["BlazorMedia:KeyRingKey"];
        Source = string.IsNullOrEmpty(text) ? Path.Combine(data.Root, "keys", "key-ring.key") : "BlazorMedia__KeyRingKey";
        // A new key in place of a damaged one would lose for good what the right one opens.
        Bytes = Decode(string.IsNullOrEmpty(text) ? ReadOrCreate(Source) : text) ?? throw new StartMistakeException(
            [$"{Source} must hold {Length} bytes in base64. Put it back from a backup; or remove it, and then everybody signs in again and streams get their addresses again."]);
        Id = Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 8));
    }

    /// <summary>Tells which key encrypted something, without telling the key.</summary>
    public string Id { get; }

    /// <summary>The setting or the file that it comes from.</summary>
    public string Source { get; }

    public byte[] Bytes { get; }

    /// <summary>Of the setting only.</summary>
    public static IEnumerable<string> FindMistakes(IConfiguration configuration) =>
        configuration["BlazorMedia:KeyRingKey"] is { Length: > 0 } text && Decode(text) is null ? [$"BlazorMedia__KeyRingKey must be {Length} bytes in base64, for example what this prints: openssl rand -base64 {Length}"] : [];

    /// <summary>True for what this key encrypted, and for a ring key from before there was encryption.</summary>
    public bool Opens(XElement stored) =>
        stored.Descendants(KeyRingEncryptor.ElementName).FirstOrDefault() is not { } encrypted || (string?)encrypted.Attribute(KeyRingEncryptor.KeyIdName) == Id;

    private static string ReadOrCreate(string file)
    {
        if (!File.Exists(file)) Create(file);
        return File.ReadAllText(file);
    }

    // Written aside and renamed: a power cut leaves the whole key or none.
    private static void Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var stream = new FileStream(file + ".new", options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        File.Move(file + ".new", file);
    }

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(text.Trim(), bytes.AsSpan(), out var written) && written == Length ? bytes : null;
    }
}
