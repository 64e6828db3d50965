using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>Work that was given up shows on the health page within seconds, not at its next round. The row is saved by then: rounds look every few seconds only.</summary>
internal sealed class FailedJobListener(HealthRounds rounds) : IJobFailureListener
{
    public Task OnFailedAsync(AppDbContext db, JobFailure failure, CancellationToken ct)
    {
        rounds.Ask("jobs.work");
        return Task.CompletedTask;
    }
}
