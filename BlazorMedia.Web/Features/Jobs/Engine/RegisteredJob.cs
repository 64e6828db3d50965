using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>The one job class that the engine's store knows; it finds ours by key and runs it in a scope of its own.</summary>
internal sealed class RegisteredJob(JobCatalog catalog, RunningJobs running, Interruptions interruptions, IServiceScopeFactory scopes) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var stored = context.JobDetail.Key;
        var key = JobNames.KeyOf(stored.Name, stored.Group);
        var job = catalog.Find(key) ?? throw new InvalidOperationException($"This version of the program has no job '{key}'.");
        if (context.Recovering) await interruptions.HandleAsync(context, job, cancellationToken);
        else await RunAsync(context, job, cancellationToken);
    }

    private async Task RunAsync(IJobExecutionContext context, JobRegistration job, CancellationToken ct)
    {
        var (id, stored) = (context.FireInstanceId, context.JobDetail.Key);
        using var log = running.Begin(id, job.Spec.Key, JobNames.IdentityOf(stored.Name, stored.Group), context.FireTimeUtc);
        try
        {
            var run = new JobRun((percent, message) =>
            {
                context.ReportProgress(percent, message);
                running.Report(id, percent, message);
            });
            await using var scope = scopes.CreateAsyncScope();
            await job.RunAsync(scope.ServiceProvider, JobNames.InputOf(context.MergedJobDataMap), run, ct);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && ct.IsCancellationRequested))
        {
            // Wrapped, the engine takes it for an answer; anything else it calls a fault of its own and logs beside our line.
            throw new JobExecutionException(exception.Message, exception);
        }
        finally
        {
            running.End(id);
        }
    }
}
