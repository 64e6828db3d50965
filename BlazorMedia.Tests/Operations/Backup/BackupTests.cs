using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Backup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Operations.Backup;

public sealed class BackupTests(BackupFixture app) : IClassFixture<BackupFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_made_while_rows_are_written_holds_one_moment_of_all_tables()
    {
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        // SQLite answers without ever waiting, so this would not come back by itself.
        var writer = Task.Run(() => WriteAsync(writing.Token), Stop);
        await Eventually.TrueAsync(() => HasWrittenAsync("row 3"), "rows are being written");

        var file = await app.BackupAsync();

        await writing.CancelAsync();
        await writer;
        var manifest = BackupArchive.TryReadManifest(file).ShouldNotBeNull();
        manifest.Rows["AspNetUsers"].ShouldBe(1);
        manifest.Rows["AuditEntries"].ShouldBeGreaterThan(0);
        manifest.Provider.ShouldBe("sqlite");
    }

    [Fact]
    public async Task Recordings_are_listed_but_not_copied()
    {
        await AddRecordingAsync("20260101/door.mp4", 5_000_000_000);

        var manifest = BackupArchive.TryReadManifest(await app.BackupAsync())!;

        manifest.Recordings.ShouldBeGreaterThan(0);
        manifest.RecordingBytes.ShouldBeGreaterThanOrEqualTo(5_000_000_000);
        manifest.Parts.Select(p => p.Name).ShouldBe([BackupPart.Sqlite, BackupPart.Recordings, BackupPart.KeyRing], ignoreOrder: true);
        manifest.Parts.Sum(p => p.Bytes).ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public async Task Nobody_but_the_user_of_the_program_can_read_it()
    {
        var file = await app.BackupAsync();

        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(app.Folder.Root).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Only_the_newest_are_kept_and_what_a_person_brought_stays()
    {
        var first = await app.BackupAsync();
        var brought = Path.Combine(app.Folder.Root, "uploaded-20200101-000000.zip");
        File.Copy(first, brought, overwrite: true);

        for (var i = 0; i < BackupFixture.Kept; i++) await app.BackupAsync();

        File.Exists(first).ShouldBeFalse();
        File.Exists(brought).ShouldBeTrue();
        app.Folder.List().Count(f => f.Name.StartsWith("blazormedia-", StringComparison.Ordinal)).ShouldBe(BackupFixture.Kept);
        File.Delete(brought);
    }

    [Fact]
    public async Task A_second_backup_at_the_same_time_is_refused()
    {
        using var turn = app.Folder.TryTakeTurn();

        var second = await app.Services.GetRequiredService<CreateBackup>().RunAsync(Web.Features.Jobs.JobRun.Silent, Stop);

        second.Refusal.Code.ShouldBe("backups.busy");
    }

    [Fact]
    public async Task A_backup_that_is_killed_halfway_is_never_listed_and_its_leftovers_go_with_the_next()
    {
        var before = app.Folder.List().Select(f => f.Name).ToList();
        using var process = CommandRun.Start(app.DataDirectory, [], ["backup"]);
        await Eventually.TrueAsync(() => Directory.Exists(app.Folder.Root) && Directory.GetDirectories(app.Folder.Root, ".work-*").Length > 0, "the backup begins");
        process.Kill();
        await process.WaitForExitAsync(Stop);

        app.Folder.List().Select(f => f.Name).Except(before).ShouldBeEmpty();

        await app.BackupAsync();
        Directory.GetDirectories(app.Folder.Root, ".work-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_full_disk_it_fails_leaves_nothing_and_the_older_one_is_kept()
    {
        await using var disk = await SmallDisk.MountAsync(8);
        if (disk is null) Assert.Skip("This user may not mount.");
        (string, string)[] settings = [("Backup:Directory", Path.Combine(disk.Path, "backups")), ("Backup:Keep", "1")];
        var good = await CommandRun.RunAsync(app.DataDirectory, settings, ["backup"]);
        good.ExitCode.ShouldBe(0, good.Errors);
        disk.Fill(leave: 100_000);

        var full = await CommandRun.RunAsync(app.DataDirectory, settings, ["backup"]);

        full.ExitCode.ShouldNotBe(0);
        Directory.GetFileSystemEntries(Path.Combine(disk.Path, "backups")).Select(Path.GetFileName).ShouldBe([".lock", Path.GetFileName(good.Output.Trim())], ignoreOrder: true);
    }

    [Fact]
    public async Task The_api_makes_lists_sends_and_deletes_and_the_audit_knows()
    {
        using var client = await app.CreateApiClientAsync("backups");
        using var started = await client.PostAsync("/api/v1/backups", null, Stop);
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var known = app.Folder.List().Select(f => f.Name).ToList();
        var made = await Eventually.GetAsync(async () =>
            (await client.GetFromJsonAsync<BackupList>("/api/v1/backups", Stop))!.Items.FirstOrDefault(i => !known.Contains(i.Name)), "the backup is listed");

        var bytes = await client.GetByteArrayAsync($"/api/v1/backups/{made.Name}/file", Stop);
        // It is listed when it is whole; its job may still be tidying up, and nothing is deleted meanwhile.
        using var deleted = await Eventually.GetAsync(
            async () => await client.DeleteAsync($"/api/v1/backups/{made.Name}", Stop) is var answer && answer.StatusCode != HttpStatusCode.Conflict ? answer : null, "the backup may be deleted");
        using var gone = await client.GetAsync($"/api/v1/backups/{made.Name}/file", Stop);

        bytes.Length.ShouldBe((int)made.Bytes);
        (deleted.StatusCode, gone.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NotFound));
        await using var db = app.CreateDb();
        var audited = await db.Set<AuditEntry>().Where(e => e.Subject == made.Name).Select(e => e.Action).ToListAsync(Stop);
        audited.ShouldBe(["operations.backup_downloaded", "operations.backup_deleted"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("..%2F..%2Fblazormedia.db")]
    [InlineData(".lock")]
    [InlineData("blazormedia.db")]
    public async Task A_name_that_is_no_backup_leads_nowhere(string name)
    {
        using var client = app.CreateApiClient();

        using var answer = await client.GetAsync($"/api/v1/backups/{name}/file", Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_for_something_else_gets_none()
    {
        using var client = await app.CreateApiClientAsync("streams,recordings");

        using var answer = await client.GetAsync("/api/v1/backups", Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task With_a_passphrase_nothing_inside_can_be_read_without_it()
    {
        using var folder = new TempFolder();
        var secret = Guid.NewGuid().ToString("N");
        await File.WriteAllTextAsync(folder.File(BackupPart.Recordings), secret, Stop);
        var manifest = BackupArchive.TryReadManifest(await app.BackupAsync())!;
        var parts = new Dictionary<string, string> { [BackupPart.Recordings] = folder.File(BackupPart.Recordings) };

        await With("correct horse").WriteAsync(folder.File("sealed.zip"), parts, manifest, Stop);

        var opened = Directory.CreateDirectory(folder.File("opened")).FullName;
        (await With(null).UnpackAsync(folder.File("sealed.zip"), opened, Stop)).Refusal.Code.ShouldBe("backups.passphrase_missing");
        (await With("battery staple").UnpackAsync(folder.File("sealed.zip"), opened, Stop)).Refusal.Code.ShouldBe("backups.passphrase_wrong");
        (await With("correct horse").UnpackAsync(folder.File("sealed.zip"), opened, Stop)).IsSuccess.ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(opened, BackupPart.Recordings), Stop)).ShouldBe(secret);
        (await File.ReadAllBytesAsync(folder.File("sealed.zip"), Stop)).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(secret)).ShouldBe(-1);
    }

    private static BackupArchive With(string? passphrase) => new(Options.Create(new BackupOptions { Passphrase = passphrase }));

    private async Task WriteAsync(CancellationToken ct)
    {
        for (var i = 0; !ct.IsCancellationRequested; i++)
        {
            await using var db = app.CreateDb();
            db.Add(AuditEntry.Of(Actor.System, "tests.written", $"row {i}", null, true, TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync(CancellationToken.None);
        }
    }

    private async Task<bool> HasWrittenAsync(string row)
    {
        await using var db = app.CreateDb();
        return await db.Set<AuditEntry>().AnyAsync(e => e.Subject == row, Stop);
    }

    private async Task AddRecordingAsync(string path, long bytes)
    {
        await using var db = app.CreateDb();
        var now = TimeProvider.System.GetUtcNow();
        var recording = Recording.Begin(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "door", path, now);
        recording.Ready(path, now, new MediaFacts(1000, bytes, "h264", null, 640, 480));
        db.Add(recording);
        await db.SaveChangesAsync(Stop);
    }
}
