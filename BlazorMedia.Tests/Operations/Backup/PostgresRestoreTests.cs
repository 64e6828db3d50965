using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using Npgsql;

namespace BlazorMedia.Tests.Operations.Backup;

/// <summary>Backup and restore with PostgreSQL's own programs, by the command line and a real server.</summary>
[OnPostgres]
public sealed class PostgresRestoreTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TempFolder database = new();

    private string Connection => TestDatabase.ConnectionFor(database.Path);

    private (string Key, string Value)[] Settings => [("Database:Provider", "postgres"), ("ConnectionStrings:Default", Connection)];

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_restore_brings_back_what_was_there_and_keeps_what_is_replaced_in_a_schema()
    {
        await using var app = await AppProcess.StartAsync(Settings);
        await AddStreamAsync(app, "before");
        var backup = await CommandRun.RunAsync(app.DataDirectory, Settings, ["backup"]);
        backup.ExitCode.ShouldBe(0, backup.Errors);
        await AddStreamAsync(app, "after");
        await app.KillAsync();
        await Eventually.TrueAsync(async () => await ScalarAsync("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()") == 1, "the killed app's connections are gone");

        var looked = await CommandRun.RunAsync(app.DataDirectory, Settings, ["restore", backup.Output.Trim(), "--dry-run"]);
        var untouched = await ScalarAsync("SELECT COUNT(*) FROM \"StreamPaths\"");
        var restored = await CommandRun.RunAsync(app.DataDirectory, Settings, ["restore", backup.Output.Trim(), "--yes"]);

        (looked.ExitCode, restored.ExitCode).ShouldBe((0, 0), looked.Errors + restored.Errors);
        untouched.ShouldBe(2);
        (await ScalarAsync("SELECT COUNT(*) FROM \"StreamPaths\"")).ShouldBe(1);
        (await ScalarAsync("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name LIKE 'before_restore_%'")).ShouldBe(1);
        await app.StartAgainAsync();
        (await app.Client.GetAsync("/api/v1/streams/before", Stop)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task While_somebody_is_connected_or_the_dump_is_damaged_nothing_is_changed()
    {
        await using var app = await AppProcess.StartAsync(Settings);
        await AddStreamAsync(app, "before");
        var backup = (await CommandRun.RunAsync(app.DataDirectory, Settings, ["backup"])).Output.Trim();
        await app.KillAsync();
        await Eventually.TrueAsync(async () => await ScalarAsync("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()") == 1, "the killed app's connections are gone");

        CommandRun beside;
        await using (var other = new NpgsqlConnection(Connection + ";Pooling=false"))
        {
            await other.OpenAsync(Stop);
            beside = await CommandRun.RunAsync(app.DataDirectory, Settings, ["restore", backup, "--yes"]);
        }
        await using (var file = File.Open(backup, FileMode.Open)) file.SetLength(file.Length / 2);
        var damaged = await CommandRun.RunAsync(app.DataDirectory, Settings, ["restore", backup, "--yes"]);

        beside.Errors.ShouldContain("other connections to the database are open");
        (beside.ExitCode, damaged.ExitCode).ShouldBe((2, 2), beside.Errors + damaged.Errors);
        (await ScalarAsync("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name LIKE 'before_restore_%'")).ShouldBe(0);
        (await ScalarAsync("SELECT COUNT(*) FROM \"StreamPaths\"")).ShouldBe(1);
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Stop), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task AddStreamAsync(AppProcess app, string name)
    {
        using var answer = await app.Client.PostAsJsonAsync("/api/v1/streams", new { name, source = "testpattern://x", enabled = false }, Stop);
        answer.EnsureSuccessStatusCode();
    }
}
