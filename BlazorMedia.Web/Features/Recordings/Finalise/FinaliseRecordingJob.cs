using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs;

namespace BlazorMedia.Web.Features.Recordings.Finalise;

/// <summary>Which task's files to write.</summary>
public sealed record FinaliseRecordingInput(Guid TaskId);

internal sealed class FinaliseRecordingJob : IJob<FinaliseRecordingInput>
{
    public static JobSpec Spec { get; } = new("recordings.finalise") { UsesDisk = true };

    public Task RunAsync(FinaliseRecordingInput input, JobRun run, CancellationToken ct) => Task.CompletedTask;
}
