using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Features.Operations.Restore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Backup;

public sealed class RestoreRefusalTests(BackupFixture app) : IClassFixture<BackupFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_no_backup_is_foreign()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("text.zip"), "hello", Stop);
        await System.IO.Compression.ZipFile.CreateFromDirectoryAsync(Directory.CreateDirectory(folder.File("empty")).FullName, folder.File("other.zip"), Stop);

        await RefusedAsync(folder.File("text.zip"), "backups.foreign");
        await RefusedAsync(folder.File("other.zip"), "backups.foreign");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_found() => await RefusedAsync(Path.Combine(app.DataDirectory, "nothing.zip"), "backups.not_found");

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_file_that_is_cut_short_is_damaged(double kept)
    {
        using var folder = new TempFolder();
        var file = BackupForgery.Copy(await app.BackupAsync(), folder);
        using (var stream = File.OpenWrite(file)) stream.SetLength((long)(stream.Length * kept));

        await RefusedAsync(file, "backups.damaged");
    }

    [Fact]
    public async Task One_changed_byte_of_the_database_is_noticed()
    {
        using var folder = new TempFolder();
        var file = BackupForgery.Copy(await app.BackupAsync(), folder);
        BackupForgery.ChangePart(file, BackupPart.Sqlite, bytes => bytes[bytes.Length / 2] ^= 1);

        await RefusedAsync(file, "backups.damaged");
    }

    [Fact]
    public async Task A_manifest_that_claims_other_rows_or_names_other_files_is_damaged()
    {
        using var folder = new TempFolder();
        var rows = BackupForgery.Copy(await app.BackupAsync(), folder);
        var names = BackupForgery.Copy(rows, folder);
        BackupForgery.ChangeManifest(rows, "\"AspNetUsers\": 1", "\"AspNetUsers\": 2");
        BackupForgery.ChangeManifest(names, "\"database.db\"", "\"../database.db\"");

        await RefusedAsync(rows, "backups.damaged");
        await RefusedAsync(names, "backups.damaged");
    }

    [Fact]
    public async Task A_newer_schema_a_newer_format_and_the_other_database_are_said()
    {
        using var folder = new TempFolder();
        var schema = BackupForgery.Copy(await app.BackupAsync(), folder);
        var format = BackupForgery.Copy(schema, folder);
        var provider = BackupForgery.Copy(schema, folder);
        var known = BackupArchive.TryReadManifest(schema)!.Schema;
        BackupForgery.ChangeManifest(schema, known, "29991231000000_Future");
        BackupForgery.ChangeManifest(format, "\"format\": 1", "\"format\": 2");
        BackupForgery.ChangeManifest(provider, "\"sqlite\"", "\"postgres\"");

        await RefusedAsync(schema, "backups.newer");
        await RefusedAsync(format, "backups.newer");
        await RefusedAsync(provider, "backups.other_provider");
    }

    [Fact]
    public async Task The_dry_run_counts_rows_and_files_and_changes_nothing()
    {
        var file = await app.BackupAsync();
        Directory.CreateDirectory(Path.Combine(app.DataDirectory, "recordings", "20260102"));
        await File.WriteAllTextAsync(Path.Combine(app.DataDirectory, "recordings", "20260102", "unknown.mp4"), "x", Stop);
        await using (var db = app.CreateDb())
        {
            db.Add(AuditEntry.Of(Actor.System, "tests.later", "row", null, true, TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync(Stop);
        }

        var preview = (await app.Services.GetRequiredService<PreviewRestore>().RunAsync(file, Stop)).Value;

        var (_, now, after) = preview.Tables.Single(t => t.Table == "AuditEntries");
        now.ShouldNotBeNull().ShouldBeGreaterThan(after);
        preview.UnknownFiles.First.ShouldContain("20260102/unknown.mp4");
        preview.KeyRing.ShouldBe(KeyRingFate.Same);
        Directory.GetDirectories(app.Folder.Root, ".work-*").ShouldBeEmpty();
    }

    /// <summary>Both the dry run and the restore itself, and nothing is staged.</summary>
    private async Task RefusedAsync(string file, string code)
    {
        (await app.Services.GetRequiredService<PreviewRestore>().RunAsync(file, Stop)).Refusal.Code.ShouldBe(code);
        (await app.Services.GetRequiredService<StageRestore>().RunAsync(file, Stop)).Refusal.Code.ShouldBe(code);
        Directory.Exists(Path.Combine(app.DataDirectory, PendingRestore.Folder)).ShouldBeFalse();
        Directory.Exists(Path.Combine(app.DataDirectory, PendingRestore.DraftFolder)).ShouldBeFalse();
        await using var db = app.CreateDb();
        (await db.Users.CountAsync(Stop)).ShouldBe(1);
    }
}
