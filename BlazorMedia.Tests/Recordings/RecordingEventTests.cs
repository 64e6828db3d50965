using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Recordings.Events;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Recordings.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Recordings;

/// <summary>Events of recordings are rows of the same save as what they tell.</summary>
public sealed class RecordingEventTests : IDisposable
{
    private readonly Scene scene = new();

    [Fact]
    public async Task A_recording_that_could_not_be_begun_is_told_to_nobody()
    {
        scene.Saving = () => throw new IOException("no space left on device");

        await Should.ThrowAsync<IOException>(() => Tasks().BeginAsync(NewTask(), Scene.Ct));

        scene.Saving = null;
        Told().ShouldBeEmpty();
        scene.All().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_start_of_the_same_stream_tells_nothing()
    {
        var task = NewTask();

        (await Tasks().BeginAsync(task, Scene.Ct)).ShouldBeNull();
        (await Tasks().BeginAsync(NewTask(task.StreamId), Scene.Ct)).ShouldNotBeNull();

        Told().ShouldBe([RecordingNews.Started]);
    }

    [Fact]
    public async Task A_failure_is_told_once_however_often_it_is_tried_again()
    {
        var task = NewTask();
        await Tasks().BeginAsync(task, Scene.Ct);
        await Tasks().StopAsync(task.Id, Scene.Ct);
        var files = new FinaliseLedger(scene, scene.Store, scene.News);

        for (var attempt = 0; attempt < 3; attempt++)
            await files.FailAsync((await files.BeginAsync(task.Id, Scene.Ct)).ShouldNotBeNull(), RecordingFailure.NoMedia, Scene.Ct);

        Told().ShouldBe([RecordingNews.Started, RecordingNews.Failed], ignoreOrder: true);
        scene.All().ShouldHaveSingleItem().State.ShouldBe(RecordingState.Failed);
    }

    public void Dispose() => scene.Dispose();

    private RecordingTask NewTask(Guid? streamId = null) =>
        RecordingTask.Start(streamId ?? Guid.NewGuid(), "door", null, RecordingTrigger.Manual, scene.Clock.GetUtcNow(), null, "tests", scene.Clock.GetUtcNow());

    private RecordingLedger Tasks() => new(scene, new FinaliseQueue(scene, NullLogger<FinaliseQueue>.Instance), scene.News, scene.Store, scene.Clock);

    private List<string> Told()
    {
        using var db = scene.CreateDbContext();
        return [.. db.Set<WebhookMessage>().AsNoTracking().Select(m => m.Type)];
    }
}
