using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>The backup of the night, and the one more that a person asks for.</summary>
internal sealed class BackupJob(CreateBackup create) : IScheduledJob
{
    public static JobSpec Spec { get; } = new("operations.backup") { Cron = "30 3 * * *", UsesDisk = true, Retries = 2, FirstPause = TimeSpan.FromMinutes(10) };

    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        var made = await create.RunAsync(run, ct);
        // A job knows no refusals: what did not come about has failed.
        if (!made.IsSuccess) throw new InvalidOperationException(made.Refusal.Message);
    }
}
