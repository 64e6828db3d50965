using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings.Retention;

/// <summary>The sweep over real rows and files.</summary>
public class RetentionSweepTests : IDisposable
{
    private readonly Scene scene = new();

    public void Dispose()
    {
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_too_old_goes_with_its_file_its_picture_and_its_empty_day_and_is_noted()
    {
        var (old, young) = (scene.AddReady("20261001/a.mp4", scene.Clock.GetUtcNow().AddDays(-31)), scene.AddReady("20261119/b.mp4", scene.Clock.GetUtcNow().AddDays(-1)));
        await File.WriteAllTextAsync(scene.Store.ThumbnailOf(old.Id), "jpg", Scene.Ct);
        Directory.CreateDirectory(Path.Combine(scene.Store.Root, "20260901"));

        await Sweep().RunAsync(JobRun.Silent, Scene.Ct);

        scene.All().ShouldHaveSingleItem().Id.ShouldBe(young.Id);
        Directory.GetDirectories(scene.Store.Root).Select(Path.GetFileName).Order().ShouldBe([".tasks", "20261119"]);
        File.Exists(scene.Store.ThumbnailOf(old.Id)).ShouldBeFalse();
        var note = new RetentionScene(scene).Notes().ShouldHaveSingleItem();
        (note.RecordingId, note.Reason, note.Size, note.Path, note.RemovedAt).ShouldBe((old.Id, RemovalNote.Days, 4, "20261001/a.mp4", scene.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Favourites_locked_ones_and_sources_of_exports_stay_until_they_are_free()
    {
        var kept = new[] { Old("a"), Old("b"), Old("c") };
        await Keep().FavourAsync(kept[0].Id, true, Scene.Ct);
        await Keep().LockAsync(kept[1].Id, true, Scene.Ct);
        var export = new Export { Id = Guid.NewGuid(), Name = "clip.mp4", State = ExportState.Running, CreatedAt = scene.Clock.GetUtcNow() };
        export.Pieces.Add(new ExportPiece { RecordingId = kept[2].Id, UntilMs = 1 });
        await ChangeAsync(db => db.Add(export));

        await Sweep().RunAsync(JobRun.Silent, Scene.Ct);
        scene.All().Count.ShouldBe(3);

        await ChangeAsync(db => db.Set<Export>().Single().State = ExportState.Ready);
        await Keep().FavourAsync(kept[0].Id, false, Scene.Ct);
        await Keep().LockAsync(kept[1].Id, false, Scene.Ct);
        await Sweep().RunAsync(JobRun.Silent, Scene.Ct);
        scene.All().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_star_that_comes_between_the_plan_and_the_removal_counts()
    {
        var old = Old("a");
        var plan = (await new RetentionScene(scene).Planner.MakeAsync(Scene.Ct)).ShouldHaveSingleItem();
        await Keep().FavourAsync(old.Id, true, Scene.Ct);

        (await scene.Remove.RemoveAsync(plan, Scene.Ct)).ShouldBeFalse();

        File.Exists(scene.Store.FileOf(old.Path)).ShouldBeTrue();
        new RetentionScene(scene).Notes().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_dry_run_tells_what_the_sweep_does_and_removes_nothing()
    {
        var (first, second) = (Old("a", 40), Old("b", 35));
        var removals = new RetentionScene(scene).Removals;

        var plan = await removals.PlanAsync(Scene.Ct);
        scene.All().Count.ShouldBe(2);
        await Sweep().RunAsync(JobRun.Silent, Scene.Ct);
        var log = await removals.LogAsync(null, "1", Scene.Ct);

        plan.Items.Select(r => (r.RecordingId, r.Reason)).ShouldBe([(first.Id, "days"), (second.Id, "days")]);
        (plan.Recordings, plan.Bytes).ShouldBe((2, 8));
        var rest = await removals.LogAsync(log.Value.NextCursor.ShouldNotBeNull(), "1", Scene.Ct);
        log.Value.Items.Concat(rest.Value.Items).Select(r => r.RecordingId).ShouldBe([first.Id, second.Id], ignoreOrder: true);
        rest.Value.NextCursor.ShouldBeNull();
        (await removals.LogAsync("rubbish", "0", Scene.Ct)).Refusals.ShouldBe([RecordingRefusals.CursorInvalid, RecordingRefusals.LimitInvalid]);
    }

    [Fact]
    public async Task A_path_with_a_rule_of_its_own_follows_it()
    {
        var recordings = new[] { Old("a", 10), Old("b", 5), Old("c", 1) };
        var rules = new RetentionRules(30, 0, new Dictionary<Guid, RetentionRule> { [recordings[0].StreamId] = new() { Days = 7 }, [recordings[1].StreamId] = new() { Days = 7 } });

        var plan = RetentionPlan.Make(await new RetentionScene(scene).Stock.RecordingsAsync(Scene.Ct), rules, 0, scene.Clock.GetUtcNow());

        plan.ShouldHaveSingleItem().Recording.Id.ShouldBe(recordings[0].Id);
    }

    [Fact]
    public async Task One_that_cannot_be_removed_does_not_keep_those_behind_it_and_is_tried_again()
    {
        var (stuck, behind) = (Old("a", 50, withFile: false), Old("b", 40));
        Directory.CreateDirectory(scene.Store.FileOf(stuck.Path)); // no file can be deleted under this name

        await Should.ThrowAsync<AggregateException>(() => Sweep().RunAsync(JobRun.Silent, Scene.Ct));

        scene.Find(behind.Id).ShouldBeNull();
        scene.Find(stuck.Id)!.IsGarbage.ShouldBeTrue();
    }

    [Fact]
    public async Task In_the_first_day_nothing_goes_for_its_age_but_it_is_announced()
    {
        var old = Old("a");
        scene.Store.Identity.Look();
        MarkedAt(scene.Clock.GetUtcNow());
        var retention = new RetentionScene(scene);

        await retention.Sweep.RunAsync(JobRun.Silent, Scene.Ct);
        scene.Find(old.Id).ShouldNotBeNull();
        var plan = await retention.Removals.PlanAsync(Scene.Ct);
        (plan.Recordings, plan.NoticeUntil).ShouldBe((1, scene.Clock.GetUtcNow().AddDays(1)));

        scene.Clock.Advance(TimeSpan.FromDays(1));
        await retention.Sweep.RunAsync(JobRun.Silent, Scene.Ct);
        scene.Find(old.Id).ShouldBeNull();
    }

    [Fact]
    public async Task With_the_disk_away_nothing_is_removed()
    {
        var old = Old("a");
        scene.Store.Identity.Look();
        File.Delete(Path.Combine(scene.Store.Root, ".blazormedia-root"));

        await new RetentionScene(scene).Sweep.RunAsync(JobRun.Silent, Scene.Ct);

        scene.Find(old.Id).ShouldNotBeNull();
    }

    [Fact]
    public async Task One_whose_file_is_not_there_stays_because_its_disk_may_be_away()
    {
        var (missing, there) = (Old("a", withFile: false), Old("b"));

        await Sweep().RunAsync(JobRun.Silent, Scene.Ct);

        scene.Find(missing.Id).ShouldNotBeNull();
        scene.Find(there.Id).ShouldBeNull();
    }

    [Fact]
    public async Task The_report_says_who_takes_the_room_and_how_many_days_fit()
    {
        var now = scene.Clock.GetUtcNow();
        for (var day = 1; day <= 4; day++) scene.AddReady($"2026110{day}/a.mp4", now.AddDays(-day), "door");
        scene.AddReady("20261105/b.mp4", now.AddDays(-2), "yard");

        var report = await new RetentionScene(scene).Overview.ReadAsync(Scene.Ct);

        report.RecordingBytes.ShouldBe(20);
        report.BytesPerDay.ShouldBe(5);
        report.DaysFit.ShouldNotBeNull().ShouldBeGreaterThan(1000);
        report.StoppedUpToPriority.ShouldBeNull();
        report.Paths.Sum(p => p.Recordings).ShouldBe(5);
        report.Paths.ShouldAllBe(p => p.IsGone && p.Days == 30 && !p.HasOwnRule);
    }

    [Fact]
    public async Task A_disk_that_is_full_within_a_day_whatever_is_removed_is_warned_of()
    {
        var check = new SpaceCheck(new RetentionScene(scene).Overview);
        (await check.CheckHealthAsync(new(), Scene.Ct)).Data["code"].ShouldBe("ok");
        var yesterday = scene.Clock.GetUtcNow().AddDays(-1);

        await ChangeAsync(db => db.Add(new RemovalNote
        {
            Id = Guid.NewGuid(),
            StreamName = "door",
            Path = "a",
            Reason = RemovalNote.Space,
            Size = 1L << 50,
            StartedAt = yesterday,
            RemovedAt = yesterday,
        }));

        (await check.CheckHealthAsync(new(), Scene.Ct)).Data["code"].ShouldBe("filling");
    }

    private Recording Old(string name, int days = 31, bool withFile = true) => scene.AddReady($"20260901/{name}.mp4", scene.Clock.GetUtcNow().AddDays(-days), withFile: withFile);

    private RetentionSweepJob Sweep()
    {
        scene.Store.Identity.Look(); // as at the start of the app
        MarkedAt(scene.Clock.GetUtcNow().AddDays(-2));
        return new RetentionScene(scene).Sweep;
    }

    private void MarkedAt(DateTimeOffset at) => File.SetLastWriteTimeUtc(scene.Data.File("recordings-root"), at.UtcDateTime);

    private KeepRecording Keep() => new(scene, scene.Topics, new AuditTrail(scene, new ActingNow(), scene.Clock));

    private async Task ChangeAsync(Action<AppDbContext> change)
    {
        await using var db = scene.CreateDbContext();
        change(db);
        await db.SaveChangesAsync(Scene.Ct);
    }
}

[OnPostgres]
public sealed class RetentionSweepOnPostgresTests : RetentionSweepTests;
