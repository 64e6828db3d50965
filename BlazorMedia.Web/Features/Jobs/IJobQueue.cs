namespace BlazorMedia.Web.Features.Jobs;

/// <summary>The door to background work; an interface, because tests of the callers run jobs at once and in order.</summary>
internal interface IJobQueue
{
    /// <summary>Equal pending work is not queued twice.</summary>
    /// <param name="identity">What makes two pieces of this work equal, for example the id of a task.</param>
    Task EnqueueAsync<TJob, TInput>(TInput input, string identity, CancellationToken ct)
        where TJob : class, IJob<TInput>;

    /// <summary>Not before the given time. Equal pending work is queued once, for the earlier of the two times.</summary>
    /// <param name="identity">What makes two pieces of this work equal.</param>
    Task EnqueueAtAsync<TJob, TInput>(TInput input, string identity, DateTimeOffset at, CancellationToken ct)
        where TJob : class, IJob<TInput>;
}
