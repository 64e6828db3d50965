using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;

namespace BlazorMedia.Web.Features.Webhooks.Catalog;

/// <summary>Payload of <c>job.failed</c>.</summary>
/// <param name="FailureId">Of the entry in the list of failed jobs: <c>/api/v1/jobs/{id}/retry</c> runs it again.</param>
/// <param name="Job">Key of the job, for example recordings.finalise.</param>
/// <param name="Identity">Which piece of this work; empty for a scheduled job.</param>
/// <param name="Error">Why, in the words of what failed.</param>
/// <param name="Attempts">How often it was tried, the first time included.</param>
/// <param name="FailedAt">UTC.</param>
public sealed record JobFailedEvent(Guid FailureId, string Job, string Identity, string Error, int Attempts, DateTimeOffset FailedAt);

/// <summary>Jobs names no other feature, so its failures are heard here.</summary>
internal sealed class JobFailedEvents(Outbox outbox) : IJobFailureListener
{
    public static EventType Type { get; } = new(
        "job.failed",
        new JobFailedEvent(Guid.Parse("01997a3e-5b7c-7d21-9c55-2f4a8e1b6c04"), "recordings.finalise", "01997a3e5b7c7d219c552f4a8e1b6c03", "No space left on device", 5, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)),
        typeof(WebhooksText));

    public Task OnFailedAsync(AppDbContext db, JobFailure failure, CancellationToken ct) =>
        outbox.AddAsync(db, Type.Key, new JobFailedEvent(failure.Id, failure.Key, failure.Identity, failure.Error, failure.Attempts, failure.FailedAt), ct);
}
