using System.Globalization;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Platform.Commands;

namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary><c>blazormedia restore</c>: shows what would happen; with <c>--yes</c> it happens.</summary>
internal static class RestoreCommand
{
    // The schema is not brought up to date before: the present database may be what is broken.
    public static ConsoleCommand Command { get; } = new(
        "restore", "FILE [--dry-run] [--yes]", "Put a backup in the place of the present database. FILE is a path, or a name in the folder of the backups.",
        RunAsync, NeedsDatabase: false, IsExclusive: true);

    private static async Task<int> RunAsync(IServiceProvider services, CommandArguments words, TextWriter output, CancellationToken ct)
    {
        var file = FileOf(words.RequireOnlyPlain("FILE"), services.GetRequiredService<BackupFolder>());
        var preview = await services.GetRequiredService<PreviewRestore>().RunAsync(file, ct);
        if (!preview.IsSuccess) throw new CommandMistakeException(preview.Refusal.Message);
        Print(preview.Value, output);
        if (words.Has("dry-run") || !words.Has("yes"))
        {
            output.WriteLine("Nothing was changed. With --yes instead of --dry-run, it is restored.");
            return 0;
        }
        var restored = await services.GetRequiredService<RestoreNow>().RunAsync(file, ct);
        if (!restored.IsSuccess) throw new CommandMistakeException(restored.Refusal.Message);
        output.WriteLine("Restored. What was there before is kept beside it, with before-restore in its name.");
        return 0;
    }

    private static string FileOf(string word, BackupFolder folder) => File.Exists(word) ? Path.GetFullPath(word) : folder.Find(word) is { IsSuccess: true } found ? found.Value : Path.GetFullPath(word);

    private static void Print(RestorePreview preview, TextWriter output)
    {
        var manifest = preview.Manifest;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Made {manifest.CreatedAt:u} on {manifest.Node} by version {manifest.Version}, schema {manifest.Schema}{(preview.IsOlder ? " (older; brought up to date)" : "")}."));
        output.WriteLine($"  {"table",-32} {"now",10} {"after",10}");
        foreach (var (table, now, after) in preview.Tables)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {table,-32} {(now is null ? "?" : now),10} {after,10}"));
        output.WriteLine(preview.KeyRing switch
        {
            KeyRingFate.Same => "Secrets: opened by the key that is here.",
            KeyRingFate.Restored => "Secrets: the key of the backup is restored too.",
            KeyRingFate.Lost => "Secrets: the key is not here. People sign in again, and streams with a password need their address again.",
        });
        if (preview.Unfinished > 0) output.WriteLine($"Recordings under way now that would be lost: {preview.Unfinished}");
        Print("Recordings of the backup whose file is missing", preview.MissingFiles, output);
        Print("Files on the disk that the backup does not know (they stay)", preview.UnknownFiles, output);
    }

    private static void Print(string title, FileList files, TextWriter output)
    {
        output.WriteLine($"{title}: {files.Count}");
        foreach (var file in files.First) output.WriteLine($"  {file}");
    }
}
