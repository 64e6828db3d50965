using System.Reflection;
using System.Text.Json;
using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>Makes one backup: copies, packs, reads it back, gives it its name, and only then removes what is too old.</summary>
internal sealed partial class CreateBackup(
    BackupFolder folder, BackupArchive archive, IDatabaseCopier database, LiveTopics topics, BackupSurroundings surroundings, ILogger<CreateBackup> logger)
{
    public const string Topic = "backups";

    /// <returns>The name of the file; refused when another backup is being made.</returns>
    public async Task<Result<string>> RunAsync(JobRun run, CancellationToken ct)
    {
        using var turn = folder.TryTakeTurn();
        if (turn is null) return BackupRefusals.Busy;
        using var work = folder.BeginWork();
        run.Report(5, "operations.copying");
        var createdAt = surroundings.Clock.GetUtcNow();
        var (parts, manifest) = await CollectAsync(work, createdAt, ct);
        run.Report(45, "operations.packing");
        var draft = work.File("draft.zip");
        await archive.WriteAsync(draft, parts, manifest, ct);
        run.Report(70, "operations.verifying");
        await VerifyAsync(work, draft, ct);
        var name = folder.Keep(draft, BackupFolder.NameOf(createdAt));
        folder.RemoveOld(surroundings.Clock.GetUtcNow());
        topics.Publish(Topic);
        LogCreated(name, new FileInfo(Path.Combine(folder.Root, name)).Length);
        return name;
    }

    private async Task<(Dictionary<string, string> Parts, BackupManifest Manifest)> CollectAsync(BackupWorkFolder work, DateTimeOffset createdAt, CancellationToken ct)
    {
        var facts = await database.CopyAsync(work.File(database.PartName), ct);
        await File.WriteAllBytesAsync(work.File(BackupPart.Recordings), JsonSerializer.SerializeToUtf8Bytes(facts.Recordings, JsonSerializerOptions.Web), ct);
        var parts = new Dictionary<string, string> { [database.PartName] = work.File(database.PartName), [BackupPart.Recordings] = work.File(BackupPart.Recordings) };
        // Without it nobody could open the secrets in the database. One that is a setting stays with whoever keeps the settings.
        if (File.Exists(surroundings.Key.Source)) File.Copy(surroundings.Key.Source, parts[BackupPart.KeyRing] = work.File(BackupPart.KeyRing));
        return (parts, new BackupManifest(
            BackupManifest.Ours, BackupManifest.CurrentFormat, VersionOf(), database.Provider, facts.Schema, createdAt, Environment.MachineName, surroundings.Key.Id, null,
            facts.Rows, facts.Recordings.Count, facts.Recordings.Sum(r => r.Bytes), []));
    }

    private async Task VerifyAsync(BackupWorkFolder work, string draft, CancellationToken ct)
    {
        var check = Directory.CreateDirectory(work.File("check")).FullName;
        var read = await archive.UnpackAsync(draft, check, ct);
        var fault = read.IsSuccess ? await database.FindFaultAsync(Path.Combine(check, database.PartName), read.Value, ct) : read.Refusal.Message;
        if (fault is not null) throw new IOException($"The backup was written, but it cannot be trusted: {fault}. It was removed; the older ones are kept.");
    }

    private static string VersionOf() => typeof(CreateBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    [LoggerMessage(LogLevel.Information, "Backup {Name} of {Bytes} bytes was made and verified")]
    private partial void LogCreated(string name, long bytes);
}

/// <summary>What a backup knows of where it is made.</summary>
internal sealed record BackupSurroundings(KeyRingKey Key, TimeProvider Clock);
