using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Recordings.Retention;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Recordings.Retention;

/// <summary>An empty mount point and a foreign disk are not taken for the recordings' own.</summary>
public sealed class RootIdentityTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Root => Directory.CreateDirectory(folder.File("root")).FullName;

    private string Mark => Path.Combine(Root, RootIdentity.FileName);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_root_that_was_never_looked_at_is_ours_once_whatever_lies_in_it()
    {
        File.WriteAllText(Path.Combine(Root, "old.mp4"), "");

        Identity().Look().ShouldBe(RootState.Ours);
        Identity().Look().ShouldBe(RootState.Ours);

        Guid.TryParse(File.ReadAllText(Mark).Trim(), out _).ShouldBeTrue();
    }

    [Fact]
    public void A_root_without_any_of_the_known_recordings_is_not_adopted_until_they_are_there()
    {
        bool? areElsewhere = true;
        var identity = new RootIdentity(Root, folder.File("note"), () => areElsewhere);

        identity.Look().ShouldBe(RootState.Missing);
        File.Exists(Mark).ShouldBeFalse();

        areElsewhere = false;
        identity.Look().ShouldBe(RootState.Ours);
        File.Exists(Mark).ShouldBeTrue();
    }

    [Fact]
    public void Without_its_mark_it_is_away_and_comes_back_with_it()
    {
        Identity().Look();
        var mark = File.ReadAllText(Mark);
        File.Delete(Mark);

        Identity().Refusal.ShouldBe(RetentionRefusals.RootMissing);
        File.WriteAllText(Mark, Guid.NewGuid().ToString());
        Identity().Refusal.ShouldBe(RetentionRefusals.RootForeign);
        File.WriteAllText(Mark, mark);
        Identity().Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_person_may_accept_what_lies_there(bool isForeign)
    {
        Identity().Look();
        if (isForeign) File.WriteAllText(Mark, Guid.NewGuid().ToString());
        else File.Delete(Mark);

        Identity().Adopt();

        Identity().Look().ShouldBe(RootState.Ours);
    }

    [Fact]
    public void A_setting_that_moves_the_root_is_believed()
    {
        Identity().Look();
        var moved = Directory.CreateDirectory(folder.File("moved")).FullName;

        new RootIdentity(moved, folder.File("note")).Look().ShouldBe(RootState.Ours);
        File.Delete(Path.Combine(moved, RootIdentity.FileName));
        new RootIdentity(moved, folder.File("note")).Look().ShouldBe(RootState.Missing);
    }

    [Fact]
    public async Task With_the_disk_away_recording_is_refused_and_goes_on_when_it_is_back()
    {
        using var scene = new Scene();
        await using var stream = StreamScene.Create(scene);
        await stream.BeginRunAsync(new Clip(Seconds: 8), "20261120-120000-000");
        stream.Arrive(2);
        scene.Store.Identity.Look();
        var mark = Path.Combine(scene.Store.Root, RootIdentity.FileName);
        File.Move(mark, mark + ".away");

        (await stream.StartAsync()).Refusal.ShouldBe(RetentionRefusals.RootMissing);
        File.Move(mark + ".away", mark);
        (await stream.StartAsync()).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task With_the_disk_away_at_the_start_a_running_recording_waits_for_it_and_goes_on()
    {
        using var scene = new Scene();
        await using var stream = StreamScene.Create(scene);
        await stream.BeginRunAsync(new Clip(Seconds: 8), "20261120-120000-000");
        stream.Arrive(2);
        var task = (await stream.StartAsync()).Value.Task;
        var mark = Path.Combine(scene.Store.Root, RootIdentity.FileName);
        File.Move(mark, mark + ".away");

        await stream.RestartAsync();
        stream.Active.All.ShouldBeEmpty();
        scene.FindTask(task.Id)!.State.ShouldBe(RecordingTaskState.Recording);

        File.Move(mark + ".away", mark);
        await Eventually.TrueAsync(
            () =>
            {
                scene.Clock.Advance(TimeSpan.FromSeconds(1));
                return stream.Active.All.Count == 1;
            },
            "it goes on");
        stream.Active.All[0].Id.ShouldBe(task.Id);
    }

    [Fact]
    public async Task With_the_disk_away_a_stopped_recording_does_not_end_without_media()
    {
        using var scene = new Scene();
        scene.Store.Identity.Look();
        File.Delete(Path.Combine(scene.Store.Root, RootIdentity.FileName));
        var job = new FinaliseRecordingJob(new(scene, scene.Store, scene.News), null!, scene.Store, scene, NullLogger<FinaliseRecordingJob>.Instance);

        await Should.ThrowAsync<IOException>(() => job.RunAsync(new(Guid.NewGuid()), JobRun.Silent, Scene.Ct));
    }

    [Fact]
    public async Task The_check_is_bad_while_the_disk_is_away()
    {
        using var scene = new Scene();
        var check = new RootCheck(scene.Store);

        (await check.CheckHealthAsync(new(), Scene.Ct)).Data["code"].ShouldBe("ok");
        File.Delete(Path.Combine(scene.Store.Root, RootIdentity.FileName));
        (await check.CheckHealthAsync(new(), Scene.Ct)).Data["code"].ShouldBe("missing");
    }

    [Fact]
    public async Task The_command_accepts_the_folder_that_lies_there_now()
    {
        using var data = new TempFolder();
        (await CommandRun.RunAsync(data.Path, "recordings-root", "adopt")).Output.ShouldContain("already");
        File.Delete(Path.Combine(data.Path, "recordings", RootIdentity.FileName));

        var run = await CommandRun.RunAsync(data.Path, "recordings-root", "adopt");

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("from now on");
        File.Exists(Path.Combine(data.Path, "recordings", RootIdentity.FileName)).ShouldBeTrue();
    }

    private RootIdentity Identity() => new(Root, folder.File("note"));
}
