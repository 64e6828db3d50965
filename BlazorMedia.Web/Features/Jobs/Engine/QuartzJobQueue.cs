using System.Text.Json;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>The queue on the engine's store; enqueued work survives a restart from the moment the call returns.</summary>
internal sealed class QuartzJobQueue(WorkScheduler work, JobCatalog catalog, JobPulse pulse) : IJobQueue
{
    private const int MaxIdentityLength = 150;

    public Task EnqueueAsync<TJob, TInput>(TInput input, string identity, CancellationToken ct)
        where TJob : class, IJob<TInput> => StoreAsync<TJob, TInput>(input, identity, null, ct);

    public Task EnqueueAtAsync<TJob, TInput>(TInput input, string identity, DateTimeOffset at, CancellationToken ct)
        where TJob : class, IJob<TInput> => StoreAsync<TJob, TInput>(input, identity, at, ct);

    private async Task StoreAsync<TJob, TInput>(TInput input, string identity, DateTimeOffset? at, CancellationToken ct)
        where TJob : class, IJob<TInput>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(identity.Length, MaxIdentityLength, nameof(identity));
        var job = catalog.Find(TJob.Spec.Key) ?? throw new InvalidOperationException($"Job '{TJob.Spec.Key}' was not added by AddJob.");
        await work.ScheduleAsync(job, identity, JsonSerializer.Serialize(input, JsonSerializerOptions.Web), at, ct);
        pulse.Beat();
    }
}
