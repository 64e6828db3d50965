using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;

namespace BlazorMedia.Web.Features.Jobs;

/// <summary>Hears of work that failed for good, in the transaction that writes it down; Jobs itself names no other feature.</summary>
internal interface IJobFailureListener
{
    /// <summary>May add rows to <paramref name="db"/>; the caller saves them with the failure.</summary>
    Task OnFailedAsync(AppDbContext db, JobFailure failure, CancellationToken ct);
}
