using System.IO.Compression;
using System.Security.Cryptography;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>The file of a backup: a zip of its parts and the manifest. Each part is compressed, then encrypted where there is a passphrase.</summary>
internal sealed class BackupArchive(IOptions<BackupOptions> options)
{
    private const long LargestManifest = 1 << 20;

    /// <summary>Null when there is none that can be read.</summary>
    public static BackupManifest? TryReadManifest(string file)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            return ManifestOf(zip);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="parts">Files by the name of their part.</param>
    /// <param name="manifest">Without its parts and salt.</param>
    public async Task WriteAsync(string file, IReadOnlyDictionary<string, string> parts, BackupManifest manifest, CancellationToken ct)
    {
        var salt = string.IsNullOrEmpty(options.Value.Passphrase) ? null : BackupSeal.NewSalt();
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file, how);
        var written = new List<BackupPart>();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, source) in parts) written.Add(await WriteAsync(zip, name, source, salt, ct));
            await using var entry = zip.CreateEntry(BackupManifest.EntryName).Open();
            await entry.WriteAsync((manifest with { Parts = written, Salt = salt is null ? null : Convert.ToBase64String(salt) }).ToJson(), ct);
        }
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Unpacks every part after its checksum fitted.</summary>
    /// <param name="folder">Gets a file per part, named like it.</param>
    public async Task<Result<BackupManifest>> UnpackAsync(string file, string folder, CancellationToken ct)
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            if (ManifestOf(zip) is not { } manifest) return BackupRefusals.Foreign;
            if (manifest.Format > BackupManifest.CurrentFormat) return BackupRefusals.Newer;
            if (manifest.IsEncrypted && string.IsNullOrEmpty(options.Value.Passphrase)) return BackupRefusals.PassphraseMissing;
            foreach (var part in manifest.Parts)
            {
                if (!BackupPart.Names.Contains(part.Name) || zip.GetEntry(part.Name) is not { } entry || entry.Length != part.Bytes) return BackupRefusals.Damaged;
                if (await HashAsync(entry, ct) != part.Sha256) return BackupRefusals.Damaged;
                await UnpackAsync(entry, Path.Combine(folder, part.Name), manifest.Salt, ct);
            }
            return manifest;
        }
        catch (CryptographicException)
        {
            // The checksum fitted, so it is what was once sealed.
            return BackupRefusals.PassphraseWrong;
        }
        catch (InvalidDataException)
        {
            // An end that is missing: either cut short, or never a zip.
            return LooksLikeZip(file) ? BackupRefusals.Damaged : BackupRefusals.Foreign;
        }
    }

    private async Task<BackupPart> WriteAsync(ZipArchive zip, string name, string source, byte[]? salt, CancellationToken ct)
    {
        // What is encrypted cannot be made smaller any more, so that is compressed before.
        var entry = zip.CreateEntry(name, salt is null ? CompressionLevel.Fastest : CompressionLevel.NoCompression);
        await using var input = File.OpenRead(source);
        await using var target = new HashingStream(entry.Open());
        if (salt is null) await input.CopyToAsync(target, ct);
        else await SealAsync(input, target, name, salt, ct);
        return new BackupPart(name, target.BytesWritten, target.Sha256());
    }

    private async Task SealAsync(FileStream input, Stream target, string name, byte[] salt, CancellationToken ct)
    {
        var packed = input.Name + ".gz";
        await using (var file = File.Create(packed))
        await using (var gzip = new GZipStream(file, CompressionLevel.Fastest)) await input.CopyToAsync(gzip, ct);
        await using var source = File.OpenRead(packed);
        using var seal = new BackupSeal(options.Value.Passphrase!, salt, name);
        await seal.SealAsync(source, target, ct);
    }

    private async Task UnpackAsync(ZipArchiveEntry entry, string target, string? salt, CancellationToken ct)
    {
        await using var stored = entry.Open();
        await using var plain = File.Create(target);
        if (salt is null)
        {
            await stored.CopyToAsync(plain, ct);
            return;
        }
        using var seal = new BackupSeal(options.Value.Passphrase!, Convert.FromBase64String(salt), entry.Name);
        await using (var packed = File.Create(target + ".gz")) await seal.OpenAsync(stored, packed, ct);
        await using var gzip = new GZipStream(File.OpenRead(target + ".gz"), CompressionMode.Decompress);
        await gzip.CopyToAsync(plain, ct);
    }

    private static BackupManifest? ManifestOf(ZipArchive zip)
    {
        if (zip.GetEntry(BackupManifest.EntryName) is not { Length: <= LargestManifest } entry) return null;
        using var json = entry.Open();
        return BackupManifest.Read(json);
    }

    private static async Task<string> HashAsync(ZipArchiveEntry entry, CancellationToken ct)
    {
        await using var stored = entry.Open();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stored, ct));
    }

    private static bool LooksLikeZip(string file)
    {
        using var stream = File.OpenRead(file);
        var head = new byte[4];
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head is [(byte)'P', (byte)'K', 3, 4];
    }
}
