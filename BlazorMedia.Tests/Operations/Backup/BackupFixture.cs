using System.IO.Compression;
using BlazorMedia.Domain.Common;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Operations.Backup;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Backup;

/// <summary>An application that keeps two backups.</summary>
public sealed class BackupFixture : AppFixture
{
    public const int Kept = 2;

    internal BackupFolder Folder => Services.GetRequiredService<BackupFolder>();

    internal async Task<string> BackupAsync()
    {
        Result<string> made = await Services.GetRequiredService<CreateBackup>().RunAsync(JobRun.Silent, TestContext.Current.CancellationToken);
        return Path.Combine(Folder.Root, made.Value);
    }

    protected override void Configure(IDictionary<string, string?> settings) => settings["Backup:Keep"] = Kept.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What somebody may do to a backup on its way.</summary>
internal static class BackupForgery
{
    public static string Copy(string file, TempFolder folder)
    {
        var copy = folder.File(Guid.NewGuid().ToString("N") + ".zip");
        File.Copy(file, copy);
        return copy;
    }

    public static void ChangeManifest(string file, string what, string into)
    {
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        var entry = zip.GetEntry(BackupManifest.EntryName)!;
        string text;
        using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
        text.ShouldContain(what);
        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(BackupManifest.EntryName).Open());
        writer.Write(text.Replace(what, into, StringComparison.Ordinal));
    }

    public static void ChangePart(string file, string part, Action<byte[]> change)
    {
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        var entry = zip.GetEntry(part)!;
        using var content = new MemoryStream();
        using (var stream = entry.Open()) stream.CopyTo(content);
        var bytes = content.ToArray();
        change(bytes);
        entry.Delete();
        using var changed = zip.CreateEntry(part).Open();
        changed.Write(bytes);
    }
}
