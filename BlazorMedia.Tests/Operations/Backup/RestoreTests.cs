using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Features.Operations.Restore;

namespace BlazorMedia.Tests.Operations.Backup;

/// <summary>Real processes: what is put in the place of a database that was open.</summary>
public sealed class RestoreTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task The_command_restores_what_was_there_and_keeps_what_is_replaced()
    {
        await using var app = await AppProcess.StartAsync();
        await AddStreamAsync(app, "before");
        var backup = await CommandRun.RunAsync(app.DataDirectory, "backup");
        backup.ExitCode.ShouldBe(0, backup.Errors);
        await AddStreamAsync(app, "after");

        var refused = await CommandRun.RunAsync(app.DataDirectory, "restore", backup.Output.Trim(), "--yes");
        await app.KillAsync();
        var looked = await CommandRun.RunAsync(app.DataDirectory, "restore", backup.Output.Trim(), "--dry-run");
        var untouched = Directory.GetFiles(app.DataDirectory, "*before-restore*");
        var restored = await CommandRun.RunAsync(app.DataDirectory, "restore", Path.GetFileName(backup.Output.Trim()), "--yes");
        await app.StartAgainAsync();

        (refused.ExitCode, looked.ExitCode, restored.ExitCode).ShouldBe((2, 0, 0), refused.Errors + looked.Errors + restored.Errors);
        refused.Errors.ShouldContain("BlazorMedia runs on");
        untouched.ShouldBeEmpty();
        (await HasStreamAsync(app, "before"), await HasStreamAsync(app, "after")).ShouldBe((true, false));
        Directory.GetFiles(app.DataDirectory, "blazormedia.before-restore-*.db").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_puts_in_place_what_was_staged_also_after_a_crash_in_between(bool crashed)
    {
        await using var app = await AppProcess.StartAsync();
        await AddStreamAsync(app, "before");
        var backup = await CommandRun.RunAsync(app.DataDirectory, "backup");
        await AddStreamAsync(app, "after");
        await app.KillAsync();
        Stage(app.DataDirectory, backup.Output.Trim());
        // As a crash right after the database was set aside leaves it.
        if (crashed)
            foreach (var end in (string[])["", "-wal"]) File.Move(Path.Combine(app.DataDirectory, "blazormedia.db" + end), Path.Combine(app.DataDirectory, $"blazormedia.before-restore-{At:yyyyMMdd-HHmmss}.db{end}"));

        await app.StartAgainAsync();

        (await HasStreamAsync(app, "before"), await HasStreamAsync(app, "after")).ShouldBe((true, false));
        await Eventually.TrueAsync(() => !Directory.Exists(Path.Combine(app.DataDirectory, PendingRestore.Folder)), "the audit notes it and the plan goes");
        File.Exists(Path.Combine(app.DataDirectory, string.Create(CultureInfo.InvariantCulture, $"blazormedia.before-restore-{At:yyyyMMdd-HHmmss}.db"))).ShouldBeTrue();
    }

    private static void Stage(string dataDirectory, string backup)
    {
        var folder = Path.Combine(dataDirectory, PendingRestore.Folder);
        ZipFile.ExtractToDirectory(backup, folder);
        File.Delete(Path.Combine(folder, BackupPart.KeyRing));
        File.WriteAllBytes(Path.Combine(folder, PendingRestore.PlanFile), JsonSerializer.SerializeToUtf8Bytes(new RestorePlan(Path.GetFileName(backup), At, At, "test")));
    }

    private static async Task AddStreamAsync(AppProcess app, string name)
    {
        using var answer = await app.Client.PostAsJsonAsync("/api/v1/streams", new { name, source = "testpattern://x", enabled = false }, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private static async Task<bool> HasStreamAsync(AppProcess app, string name)
    {
        using var answer = await app.Client.GetAsync($"/api/v1/streams/{name}", Stop);
        return answer.IsSuccessStatusCode;
    }
}
