using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Operations.Move;
using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Files;
using BlazorMedia.Web.Platform.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BlazorMedia.Tests.Operations.Move;

[OnPostgres]
public sealed class MoveDatabaseTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly string target = PostgresServer.Shared?.Create() ?? "";
    private readonly DateTimeOffset at = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_560);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string To => PostgresServer.Shared!.ConnectionTo(target);

    public async ValueTask InitializeAsync()
    {
        await using var db = OpenSource();
        await db.Database.MigrateAsync(Ct);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        if (target.Length > 0) PostgresServer.Shared!.Drop(target);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_row_arrives_with_its_instants_and_texts_and_the_app_goes_on_from_there()
    {
        var (path, recording) = await FillAsync();

        var said = await MoveAsync(To);

        await using var db = OpenTarget();
        (await db.Database.GetPendingMigrationsAsync(Ct)).ShouldBeEmpty();
        var moved = await db.Set<StreamPath>().SingleAsync(Ct);
        (moved.Id, moved.Name, moved.DisplayName, moved.Record, moved.CreatedAt).ShouldBe((path.Id, "door", "Дверь 门", true, at));
        var found = await db.Set<Recording>().Include(r => r.Pieces).SingleAsync(Ct);
        (found.Id, found.StartedAt, found.Bytes, found.Pieces.Count).ShouldBe((recording.Id, at, 5_000_000_000, 2));
        (await db.Users.SingleAsync(Ct)).LockoutEnd.ShouldBe(at);
        (await db.Set<AuditEntry>().CountAsync(Ct)).ShouldBe(300);
        db.Add(new DataProtectionKeyRow { Xml = "<next/>" });
        await db.SaveChangesAsync(Ct);
        said.ShouldContain("StreamPaths: 1");
        said.ShouldContain("Database__Provider=postgres");
        said.ShouldNotContain(PostgresServer.Password);
    }

    [Fact]
    public async Task Sqlite_is_left_as_it_was()
    {
        await FillAsync();

        await MoveAsync(To);

        await using var db = OpenSource();
        (await db.Set<StreamPath>().SingleAsync(Ct)).Name.ShouldBe("door");
        (await db.Set<AuditEntry>().CountAsync(Ct)).ShouldBe(300);
    }

    [Fact]
    public async Task What_was_recorded_here_is_this_nodes_afterwards()
    {
        var (unnamed, named) = (TaskOf(null), TaskOf(Guid.NewGuid()));
        await using (var source = OpenSource())
        {
            source.AddRange(unnamed, named);
            await source.SaveChangesAsync(Ct);
        }

        await MoveAsync(To);

        var node = Guid.Parse(await File.ReadAllTextAsync(folder.File("node-id"), Ct));
        await using var db = OpenTarget();
        var tasks = await db.Set<RecordingTask>().ToDictionaryAsync(t => t.Id, t => t.NodeId, Ct);
        tasks[unnamed.Id].ShouldBe(node);
        tasks[named.Id].ShouldBe(named.NodeId);
    }

    [Fact]
    public async Task A_database_that_is_not_empty_is_refused_and_stays()
    {
        await MoveAsync(To);

        (await RefusedAsync(To)).ShouldContain($"The database '{target}' is not empty");

        await using var db = OpenTarget();
        (await db.Set<StreamPath>().CountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_in_the_middle_leaves_the_target_empty()
    {
        await FillAsync();
        await using (var db = OpenSource())
        {
            // SQLite keeps texts of any length; the last of the tables will not go into PostgreSQL.
            await db.Database.ExecuteSqlRawAsync("UPDATE StreamPaths SET DisplayName = printf('%.*c', 5000, 'x')", Ct);
        }

        await Should.ThrowAsync<PostgresException>(() => MoveAsync(To));

        await using var connection = new NpgsqlConnection(To);
        await connection.OpenAsync(Ct);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", connection);
        (await count.ExecuteScalarAsync(Ct)).ShouldBe(0L);
    }

    [Theory]
    [InlineData("Host", "--to cannot be read")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hunter2", "No PostgreSQL answers at 127.0.0.1:1")]
    public async Task A_target_that_cannot_be_reached_is_refused_without_its_password(string to, string reason)
    {
        var sentence = await RefusedAsync(to);

        sentence.ShouldContain(reason);
        sentence.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_it()
    {
        var sentence = await RefusedAsync(new NpgsqlConnectionStringBuilder(To) { Password = "hunter2" }.ConnectionString);

        sentence.ShouldContain("refuses the user");
        sentence.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task It_is_refused_while_the_app_runs_on_the_data_directory()
    {
        using var running = DirectoryOf();
        running.TakeLock();

        (await RefusedAsync(To)).ShouldContain("Another BlazorMedia runs on");
    }

    private async Task<(StreamPath Path, Recording Recording)> FillAsync()
    {
        var path = StreamPath.Create(new StreamSettings("door", "Дверь 门", null, 3, true, false, true, 5, "line 1\nline 2"), at);
        path.ChangeSource("cipher", "rtsp://h/a", at);
        var recording = Recording.Begin(Guid.NewGuid(), Guid.NewGuid(), path.Id, "door", "20261120/door.mp4", at);
        recording.Ready("20261120/door.mp4", at, new MediaFacts(60_000, 5_000_000_000, "h264", "aac", 640, 360));
        recording.Pieces.AddRange([RecordingPiece.Of(0, at, 1000, 0, null), RecordingPiece.Of(1, at.AddSeconds(2), 1000, 1000, "closed")]);
        await using var db = OpenSource();
        db.AddRange(path, recording, new AppUser { UserName = "a@example.org", Email = "a@example.org", LockoutEnd = at, CreatedAt = at });
        db.AddRange(Enumerable.Range(0, 300).Select(i => AuditEntry.Of(Actor.System, "a.b", $"subject {i}", null, i % 2 == 0, at.AddMinutes(i))));
        db.AddRange(new DataProtectionKeyRow { Xml = "<a/>" }, new DataProtectionKeyRow { Xml = "<b/>" });
        await db.SaveChangesAsync(Ct);
        return (path, recording);
    }

    private RecordingTask TaskOf(Guid? node)
    {
        var task = RecordingTask.Start(Guid.NewGuid(), "door", null, RecordingTrigger.Manual, at, null, null, at);
        task.RunOn(node);
        return task;
    }

    private async Task<string> MoveAsync(string to)
    {
        using var data = DirectoryOf();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(Settings()).AddSingleton(data).BuildServiceProvider();
        var output = new StringWriter();
        await new MoveDatabase(Settings(), services, data, new ThisNode(Settings(), Options.Create(new NodeOptions()), data)).RunAsync(to, output, Ct);
        return output.ToString();
    }

    private async Task<string> RefusedAsync(string to) => (await Should.ThrowAsync<CommandMistakeException>(() => MoveAsync(to))).Message;

    private DataDirectory DirectoryOf() => new(Settings());

    private IConfigurationRoot Settings() => new ConfigurationBuilder().AddInMemoryCollection([new("BlazorMedia:DataDirectory", folder.Path)]).Build();

    private SqliteAppDbContext OpenSource() => new(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite($"Data Source={folder.File("blazormedia.db")};Pooling=false").Options);

    private PostgresAppDbContext OpenTarget() => new(new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(To).Options);
}
