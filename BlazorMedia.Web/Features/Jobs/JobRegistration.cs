using BlazorMedia.Domain.Jobs;

namespace BlazorMedia.Web.Features.Jobs;

/// <summary>A job that a feature brought along, with its types closed over.</summary>
/// <param name="RunAsync">Resolves the job in the given scope and runs it with the stored input (null for a scheduled job).</param>
internal sealed record JobRegistration(JobSpec Spec, Func<IServiceProvider, string?, JobRun, CancellationToken, Task> RunAsync)
{
    public bool IsScheduled => Spec.IsScheduled;
}
