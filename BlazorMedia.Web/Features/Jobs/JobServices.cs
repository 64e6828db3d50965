using System.Text.Json;
using BlazorMedia.Domain.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorMedia.Web.Features.Jobs;

/// <summary>How features bring their jobs along, in their own AddX.</summary>
internal static class JobServices
{
    /// <summary>Work that is enqueued by <see cref="IJobQueue"/>.</summary>
    /// <exception cref="InvalidOperationException">Another job has the same key.</exception>
    public static IServiceCollection AddJob<TJob, TInput>(this IServiceCollection services)
        where TJob : class, IJob<TInput>
    {
        if (TJob.Spec.Every is not null) throw new InvalidOperationException($"Job '{TJob.Spec.Key}' is enqueued, so its specification must have no rhythm.");
        services.TryAddScoped<TJob>();
        return services.Register(TJob.Spec, (scope, stored, run, ct) =>
            scope.GetRequiredService<TJob>().RunAsync(JsonSerializer.Deserialize<TInput>(stored!, JsonSerializerOptions.Web)!, run, ct));
    }

    /// <summary>Work that runs in its rhythm.</summary>
    /// <exception cref="InvalidOperationException">Another job has the same key, or the rhythm is missing.</exception>
    public static IServiceCollection AddScheduledJob<TJob>(this IServiceCollection services)
        where TJob : class, IScheduledJob
    {
        if (!(TJob.Spec.Every > TimeSpan.Zero)) throw new InvalidOperationException($"Scheduled job '{TJob.Spec.Key}' needs a rhythm above zero.");
        services.TryAddScoped<TJob>();
        return services.Register(TJob.Spec, (scope, _, run, ct) => scope.GetRequiredService<TJob>().RunAsync(run, ct));
    }

    private static IServiceCollection Register(this IServiceCollection services, JobSpec spec, Func<IServiceProvider, string?, JobRun, CancellationToken, Task> run)
    {
        // The stored work is found again by its key alone, so two jobs with one key would run each other's work.
        if (services.Any(s => s.ImplementationInstance is JobRegistration known && known.Spec.Key == spec.Key))
            throw new InvalidOperationException($"Two jobs have the key '{spec.Key}'.");
        return services.AddSingleton(new JobRegistration(spec, run));
    }
}
