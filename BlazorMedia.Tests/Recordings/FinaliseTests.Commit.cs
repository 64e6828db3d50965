using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Recordings;

/// <summary>What goes wrong around the commit.</summary>
public partial class FinaliseTests
{
    [Fact]
    public async Task A_queue_that_fails_does_not_make_a_finished_task_a_failed_one()
    {
        await ClaimRunAsync("run-1", new Clip(Seconds: 4));
        scene.QueueFailure = new IOException("The job store is locked.");

        var recording = (await FinaliseAsync([new("run-1", Start, null)])).ShouldHaveSingleItem();

        scene.QueueFailure.ShouldBeNull();
        (recording.State, scene.FindTask(task.Id)!.State).ShouldBe((RecordingState.Ready, RecordingTaskState.Finished));
        Directory.Exists(folder.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_commit_does_not_make_a_finished_task_a_failed_one()
    {
        await ClaimRunAsync("run-1", new Clip(Seconds: 4));
        scene.Saved = () =>
        {
            if (scene.FindTask(task.Id)!.State == RecordingTaskState.Finished) throw new IOException("The connection broke.");
        };

        await Should.ThrowAsync<IOException>(() => FinaliseAsync([new("run-1", Start, null)]));

        (scene.All()[0].State, scene.FindTask(task.Id)!.State).ShouldBe((RecordingState.Ready, RecordingTaskState.Finished));
    }

    [Fact]
    public async Task The_files_of_a_task_are_ready_all_at_once_also_when_one_needs_another_name()
    {
        await ClaimRunAsync("run-1", new Clip(Seconds: 4));
        await ClaimRunAsync("run-2", new Clip(Seconds: 4, Size: "960x540"));
        Plan();
        var second = scene.All()[0].Path.Replace(RecordingName.Extension, "-2" + RecordingName.Extension, StringComparison.Ordinal);
        var seen = new List<string>();
        scene.Saved = () =>
        {
            var rows = scene.All();
            seen.Add(string.Join(' ', rows.Select(r => r.State).Distinct()));
            // As soon as the name is reserved, somebody puts a file of this name there by hand.
            if (rows.Any(r => r.Path == second) && !File.Exists(scene.Store.FileOf(second)))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(scene.Store.FileOf(second))!);
                File.WriteAllText(scene.Store.FileOf(second), "mine");
            }
        };

        var recordings = await FinaliseAsync([new("run-1", Start, null), new("run-2", Start.AddSeconds(5), "parameters")]);

        recordings.Select(r => r.State).ShouldBe([RecordingState.Ready, RecordingState.Ready]);
        recordings[1].Path.ShouldNotBe(second);
        seen.ShouldAllBe(states => !states.Contains(' '));
        (await File.ReadAllTextAsync(scene.Store.FileOf(second), Scene.Ct)).ShouldBe("mine");
    }
}
