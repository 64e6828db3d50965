using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs.Failures;
using BlazorMedia.Web.Features.Recordings.Events;
using BlazorMedia.Web.Features.Streams.Events;
using BlazorMedia.Web.Features.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>What happens in the real application becomes a message, and a delivery for each endpoint that hears it.</summary>
public sealed class EmissionTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_and_its_recording_tell_their_whole_story_to_those_who_hear_it()
    {
        using var api = app.CreateApiClient();
        var all = await HearAsync("everything", "");
        var ready = await HearAsync("ready only", StreamEventLedger.Ready);

        var stream = await api.AddStreamAsync("emission", "testpattern://");
        await ShouldHaveAsync<StreamReadyEvent>(StreamEventLedger.Ready, e => e.StreamId == stream.Id && e.Stream == "emission", all, ready);
        var task = await api.StartRecordingAsync("emission");
        await ShouldHaveAsync<RecordingStartedEvent>(RecordingNews.Started, e => e.RecordingId == task.RecordingId && e.TaskId == task.Id && e.StreamId == stream.Id && e.Trigger == "manual", all);
        await api.WaitForMediaAsync("emission", TimeSpan.FromSeconds(2));
        await api.StopRecordingAsync(task);
        var file = await api.WaitUntilReadyAsync(task.RecordingId);
        await ShouldHaveAsync<RecordingFinishedEvent>(
            RecordingNews.Finished, e => e.RecordingId == task.RecordingId && e.Bytes == file.Bytes && e.Bytes > 0 && e.DurationMs > 0 && e.FileName == file.Name && e.VideoCodec == "h264", all);
        (await api.PutAsJsonAsync("/api/v1/streams/emission", new { enabled = false }, Ct)).EnsureSuccessStatusCode();
        await ShouldHaveAsync<StreamNotReadyEvent>(StreamEventLedger.NotReady, e => e.StreamId == stream.Id && e.Reason == "disabled", all);
        (await api.DeleteAsync("/api/v1/streams/emission", Ct)).EnsureSuccessStatusCode();

        // Deleting what was switched off is no second end, and nothing in between was told twice.
        await using var db = app.CreateDb();
        (await db.Set<WebhookMessage>().Where(m => m.Body.Contains(stream.Id.ToString())).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => m.Type).ToListAsync(Ct))
            .ShouldBe([StreamEventLedger.Ready, RecordingNews.Started, RecordingNews.Finished, StreamEventLedger.NotReady]);
    }

    [Fact]
    public async Task Deleting_a_live_stream_is_told_as_its_end()
    {
        using var api = app.CreateApiClient();
        var stream = await api.AddStreamAsync("short-lived", "testpattern://");
        await ShouldHaveAsync<StreamReadyEvent>(StreamEventLedger.Ready, e => e.StreamId == stream.Id);

        (await api.DeleteAsync("/api/v1/streams/short-lived", Ct)).EnsureSuccessStatusCode();

        await ShouldHaveAsync<StreamNotReadyEvent>(StreamEventLedger.NotReady, e => e.StreamId == stream.Id && e.Reason == "deleted");
    }

    [Fact]
    public async Task Work_that_failed_for_good_is_told_with_its_row()
    {
        var log = app.Services.GetRequiredService<JobFailureLog>();

        await log.RecordAsync("tests.emission", "one", null, new InvalidOperationException("broken on purpose"), 3, Ct);

        var failure = (await log.ListAsync(0, 10, Ct)).Single(f => f.Key == "tests.emission");
        await ShouldHaveAsync<Web.Features.Webhooks.Catalog.JobFailedEvent>("job.failed", e => e is { Job: "tests.emission", Identity: "one", Attempts: 3, Error: "broken on purpose" } && e.FailureId == failure.Id);
    }

    [Fact]
    public async Task What_is_not_saved_is_not_told()
    {
        await using (var db = app.CreateDb())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await app.Services.GetRequiredService<Outbox>().AddAsync(db, "tests.rolled_back", new { text = "never" }, Ct);
            await db.SaveChangesAsync(Ct);
            await transaction.RollbackAsync(Ct);
        }

        await using var after = app.CreateDb();
        (await after.Set<WebhookMessage>().AnyAsync(m => m.Type == "tests.rolled_back", Ct)).ShouldBeFalse();
    }

    private async Task<Guid> HearAsync(string name, string types)
    {
        await using var db = app.CreateDb();
        var settings = new EndpointSettings(name, "http://127.0.0.1:9/", types.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var endpoint = WebhookEndpoint.Create(settings, paused: true, TimeProvider.System.GetUtcNow()).Value;
        db.Add(endpoint);
        await db.SaveChangesAsync(Ct);
        return endpoint.Id;
    }

    /// <summary>Waits for exactly one message of this kind, and exactly these deliveries of it.</summary>
    private async Task ShouldHaveAsync<T>(string type, Func<T, bool> isMeant, params Guid[] heardBy)
    {
        var message = await Eventually.GetAsync(
            async () =>
            {
                await using var db = app.CreateDb();
                var found = await db.Set<WebhookMessage>().AsNoTracking().Where(m => m.Type == type).ToListAsync(Ct);
                return found.SingleOrDefault(m => isMeant(JsonDocument.Parse(m.Body).RootElement.GetProperty("data").Deserialize<T>(JsonSerializerOptions.Web)!));
            },
            type);
        await using var db = app.CreateDb();
        var heard = await db.Set<WebhookDelivery>().Where(d => d.MessageId == message.Id).Select(d => d.EndpointId).ToListAsync(Ct);
        if (heardBy.Length > 0) heard.ShouldBe(heardBy, ignoreOrder: true);
    }
}
