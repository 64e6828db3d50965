using BlazorMedia.Domain.Jobs;

namespace BlazorMedia.Web.Features.Jobs;

/// <summary>Work with an input that is enqueued: persistent, retried, visible, cancellable. Interrupted work is run again at the next start, unless its specification says otherwise.</summary>
/// <typeparam name="TInput">A public record of plain values; stored as JSON.</typeparam>
internal interface IJob<in TInput>
{
    static abstract JobSpec Spec { get; }

    Task RunAsync(TInput input, JobRun run, CancellationToken ct);
}

/// <summary>Work without an input that runs in its rhythm.</summary>
internal interface IScheduledJob
{
    static abstract JobSpec Spec { get; }

    Task RunAsync(JobRun run, CancellationToken ct);
}

/// <summary>What a running job says of itself.</summary>
/// <param name="report">Percent from 0 to 100 and the code of what is done now, for example <c>recordings.writing</c>; <c>progress.</c> and the code is the key of its words.</param>
internal sealed class JobRun(Action<int, string> report)
{
    public static JobRun Silent { get; } = new((_, _) => { });

    public void Report(int percent, string code) => report(Math.Clamp(percent, 0, 100), code);
}
