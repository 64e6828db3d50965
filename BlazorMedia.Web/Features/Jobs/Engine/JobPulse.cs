using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>
/// Tells open pages that something changed, at most every quarter of a second however much happens. A second call
/// always follows the first: the engine writes the end of a run to its store only after it told its listeners.
/// What one run reports goes to a topic of its own, so that a row is drawn anew and not its table.
/// </summary>
internal sealed class JobPulse : IDisposable
{
    /// <summary>Work was enqueued, began, ended or was steered.</summary>
    public const string Topic = "jobs";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly LiveTopics topics;
    private readonly ITimer timer;
    private readonly ITimer stepTimer;
    private readonly Lock gate = new();
    private readonly HashSet<string> stepped = [];
    private bool waiting;
    private bool again;

    public JobPulse(LiveTopics topics, TimeProvider clock)
    {
        this.topics = topics;
        timer = clock.CreateTimer(_ => AfterPause(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        stepTimer = clock.CreateTimer(_ => PublishSteps(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The progress and the lines of one run.</summary>
    public static string TopicOf(string runId) => $"jobs.run:{runId}";

    public void Beat()
    {
        lock (gate)
        {
            if (waiting)
            {
                again = true;
                return;
            }
            waiting = true;
            timer.Change(Pause, Timeout.InfiniteTimeSpan);
        }
        topics.Publish(Topic);
    }

    public void Step(string runId)
    {
        lock (gate)
        {
            if (stepped.Add(runId) && stepped.Count == 1) stepTimer.Change(Pause, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        stepTimer.Dispose();
    }

    private void AfterPause()
    {
        lock (gate)
        {
            waiting = again;
            again = false;
            if (waiting) timer.Change(Pause, Timeout.InfiniteTimeSpan);
        }
        topics.Publish(Topic);
    }

    private void PublishSteps()
    {
        string[] runs;
        lock (gate)
        {
            runs = [.. stepped];
            stepped.Clear();
        }
        foreach (var run in runs) topics.Publish(TopicOf(run));
    }
}
