using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>
/// Tells open pages that something changed, at most every quarter of a second however much jobs report. A second call
/// always follows the first: the engine writes the end of a run to its store only after it told its listeners.
/// </summary>
internal sealed class JobPulse : IDisposable
{
    public const string Topic = "jobs";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly LiveTopics topics;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private bool waiting;
    private bool again;

    public JobPulse(LiveTopics topics, TimeProvider clock)
    {
        this.topics = topics;
        timer = clock.CreateTimer(_ => AfterPause(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

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

    public void Dispose() => timer.Dispose();

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
}
