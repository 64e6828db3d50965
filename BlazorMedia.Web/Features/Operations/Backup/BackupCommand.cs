using System.Globalization;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary><c>blazormedia backup</c>, also while the app runs.</summary>
internal static class BackupCommand
{
    public static ConsoleCommand Command { get; } = new("backup", "[--list]", "Make a backup now and verify it, or list those that there are.", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, CommandArguments words, TextWriter output, CancellationToken ct)
    {
        var folder = services.GetRequiredService<BackupFolder>();
        if (words.Has("list"))
        {
            foreach (var file in folder.List()) output.WriteLine(Line(file));
            return 0;
        }
        try
        {
            var made = await services.GetRequiredService<CreateBackup>().RunAsync(JobRun.Silent, ct);
            if (!made.IsSuccess) throw new CommandMistakeException(made.Refusal.Message);
            await services.GetRequiredService<AuditTrail>().RecordAsync("operations.backup_made", made.Value, ct: ct);
            output.WriteLine(Path.Combine(folder.Root, made.Value));
            return 0;
        }
        catch (PostgresToolException exception)
        {
            throw new CommandMistakeException(exception.Message);
        }
    }

    private static string Line(BackupFile file) => string.Create(
        CultureInfo.InvariantCulture, $"{file.CreatedAt:u}  {file.Bytes,14:N0}  {(file.Manifest is null ? "damaged" : file.Manifest.IsEncrypted ? "encrypted" : "")}  {file.Name}");
}
