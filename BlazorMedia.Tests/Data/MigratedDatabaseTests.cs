using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BlazorMedia.Tests.Data;

/// <summary>What must hold of a database that the migrations made, whichever it is.</summary>
public class MigratedDatabaseTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly bool isPostgres = TestDatabase.IsPostgres;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = Open();
        await db.Database.MigrateAsync(Ct);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_migration_is_applied_from_the_first_on_and_nothing_is_left()
    {
        await using var db = Open();

        (await db.Database.GetPendingMigrationsAsync(Ct)).ShouldBeEmpty();
        (await db.Database.GetAppliedMigrationsAsync(Ct)).First().ShouldEndWith("_Initial");
        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task An_older_database_is_brought_up_to_date_with_its_rows()
    {
        var begun = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var recording = Recording.Begin(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "old", "20261120/old.mp4", begun);
        recording.Ready(recording.Path, begun, new MediaFacts(3000, 1000, "h264", null, 640, 360));
        recording.Hold([RecordingPiece.Of(0, begun, 1000, 0, null), RecordingPiece.Of(1, begun.AddSeconds(60), 2000, 1000, "stalled")]);
        await AddAsync(PathNamed("old"), recording);
        await using var db = Open();
        // Back to what the first version had of these rows, and forth again.
        await db.GetService<IMigrator>().MigrateAsync("Initial", Ct);

        await db.Database.MigrateAsync(Ct);

        await using var after = Open();
        (await after.Set<StreamPath>().SingleAsync(Ct)).ShouldSatisfyAllConditions(p => p.Name.ShouldBe("old"), p => p.IsListed.ShouldBeTrue("it was shown before"));
        (await after.Set<Recording>().SingleAsync(Ct)).EndedAt.ShouldBe(begun.AddSeconds(62), "its pieces say it");
    }

    [Fact]
    public async Task An_instant_is_the_same_instant_whatever_its_offset_and_sorts_as_one()
    {
        var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, 0, TimeSpan.Zero).AddTicks(1_234_560);
        await AddAsync(PathNamed("east", noon.ToOffset(TimeSpan.FromHours(9))), PathNamed("later", noon.AddMicroseconds(1)), PathNamed("west", noon.AddMicroseconds(-1).ToOffset(TimeSpan.FromHours(-8))));

        await using var db = Open();

        (await db.Set<StreamPath>().OrderBy(p => p.CreatedAt).Select(p => p.Name).ToListAsync(Ct)).ShouldBe(["west", "east", "later"]);
        (await db.Set<StreamPath>().SingleAsync(p => p.Name == "east", Ct)).CreatedAt.ShouldBe(noon);
        (await db.Set<StreamPath>().CountAsync(p => p.CreatedAt >= noon, Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_from_every_other_mistake()
    {
        await AddAsync(PathNamed("door"));

        var taken = await Should.ThrowAsync<DbUpdateException>(() => AddAsync(PathNamed("door")));
        await using var db = Open();
        db.Add(new Web.Data.DataProtectionKeyRow { Xml = null! });
        var missing = await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));

        (taken.IsUniqueViolation(), missing.IsUniqueViolation()).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_stream_has_one_running_task_and_any_number_of_stopped_ones_also_when_many_start_at_once()
    {
        var stream = Guid.NewGuid();
        var now = TimeProvider.System.GetUtcNow();
        RecordingTask Task() => RecordingTask.Start(stream, "door", null, RecordingTrigger.Manual, now, null, null, now);
        var stopped = Task();
        stopped.Stop(now);
        await AddAsync(stopped);

        var outcomes = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await AddAsync(Task());
                return true;
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                return false;
            }
        }));

        outcomes.Count(done => done).ShouldBe(1);
    }

    [Fact]
    public async Task A_text_of_the_longest_kind_fits()
    {
        var name = string.Concat(Enumerable.Repeat("é", 200));
        var settings = new StreamSettings("long", name, new string('字', 100), 1, true, false, false, 0, new string('ж', 4000));
        var path = StreamPath.Create(settings, TimeProvider.System.GetUtcNow());
        await AddAsync(path, AuditEntry.Of(Actor.System, "a.b", new string('с', AuditEntry.MaxSubjectLength + 50), new string('d', AuditEntry.MaxDetailsLength + 50), true, TimeProvider.System.GetUtcNow()));

        await using var db = Open();

        (await db.Set<StreamPath>().SingleAsync(Ct)).Notes!.Length.ShouldBe(4000);
        (await db.Set<AuditEntry>().SingleAsync(Ct)).Subject.Length.ShouldBe(AuditEntry.MaxSubjectLength);
    }

    private static StreamPath PathNamed(string name, DateTimeOffset? at = null)
    {
        var path = StreamPath.Create(new StreamSettings(name, null, null, 0, true, false, false, 0, null), at ?? TimeProvider.System.GetUtcNow());
        path.ChangeSource("cipher", "rtsp://h/a", at ?? TimeProvider.System.GetUtcNow());
        return path;
    }

    private async Task AddAsync(params object[] rows)
    {
        await using var db = Open();
        db.AddRange(rows);
        await db.SaveChangesAsync(Ct);
    }

    private AppDbContext Open() => TestDatabase.CreateContext(folder.Path, isPostgres);
}

[OnPostgres]
public sealed class MigratedDatabaseOnPostgresTests : MigratedDatabaseTests;
