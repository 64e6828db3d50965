using System.Text.Json;
using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;
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
        if (TJob.Spec.IsScheduled) throw new InvalidOperationException($"Job '{TJob.Spec.Key}' is enqueued, so its specification must have no rhythm.");
        services.TryAddScoped<TJob>();
        return services.Register(TJob.Spec, (scope, stored, run, ct) =>
            scope.GetRequiredService<TJob>().RunAsync(JsonSerializer.Deserialize<TInput>(stored!, JsonSerializerOptions.Web)!, run, ct));
    }

    /// <summary>Work that runs in its rhythm: <see cref="JobSpec.Every"/> or <see cref="JobSpec.Cron"/>.</summary>
    /// <exception cref="InvalidOperationException">Another job has the same key, or the rhythm is missing or cannot be read.</exception>
    public static IServiceCollection AddScheduledJob<TJob>(this IServiceCollection services)
        where TJob : class, IScheduledJob
    {
        if (MistakeIn(TJob.Spec) is { } mistake) throw new InvalidOperationException($"Scheduled job '{TJob.Spec.Key}' {mistake}");
        services.TryAddScoped<TJob>();
        return services.Register(TJob.Spec, (scope, _, run, ct) => scope.GetRequiredService<TJob>().RunAsync(run, ct));
    }

    private static string? MistakeIn(JobSpec spec)
    {
        if (spec.Cron is null) return spec.Every > TimeSpan.Zero ? null : "needs a rhythm above zero.";
        if (spec.Every is not null) return "has both an interval and a cron expression.";
        var read = CronText.Read(spec.Cron, TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch);
        return read.IsSuccess ? null : $"has the cron expression '{spec.Cron}'. {read.Refusal.Message}";
    }

    private static IServiceCollection Register(this IServiceCollection services, JobSpec spec, Func<IServiceProvider, string?, JobRun, CancellationToken, Task> run)
    {
        // The stored work is found again by its key alone, so two jobs with one key would run each other's work.
        if (services.Any(s => s.ImplementationInstance is JobRegistration known && known.Spec.Key == spec.Key))
            throw new InvalidOperationException($"Two jobs have the key '{spec.Key}'.");
        return services.AddSingleton(new JobRegistration(spec, run));
    }
}
