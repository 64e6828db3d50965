using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Recordings.Claims;
using BlazorMedia.Web.Features.Recordings.Retention;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>Begins to record a stream, or answers with the task that does so already.</summary>
internal sealed partial class StartRecording(LiveStreams streams, RecordingWorkerTools tools, SpaceGate gate, ILogger<StartRecording> logger)
{
    private static readonly TimeSpan WakePatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AutoReach = TimeSpan.FromSeconds(5);

    public Task<Result<StartedRecording>> HandleAsync(StartRecordingRequest r, RecordingTrigger trigger, string? startedBy, CancellationToken ct) =>
        HandleAsync(r, trigger, startedBy, null, ct);

    /// <param name="from">What happened then is why it is recorded: the pre-roll counts from here, as far as the ring reaches. Null = from now.</param>
    public async Task<Result<StartedRecording>> HandleAsync(StartRecordingRequest r, RecordingTrigger trigger, string? startedBy, DateTimeOffset? from, CancellationToken ct)
    {
        var mistakes = Check(r, out var fileName);
        if (mistakes.Count > 0) return mistakes;
        if (streams.Find(r.Stream!.Trim()) is not { } stream) return RecordingRefusals.StreamNotFound;
        if (stream.Elsewhere is not null) return RecordingRefusals.StreamElsewhere;
        if (tools.Active.Of(stream.Id) is { } running) return new StartedRecording(running, true);
        if (Hindrance(stream.Id) is { } hindrance) return hindrance;

        using var need = stream.Require();
        if (!await IsLiveAsync(stream, ct) || FirstFragment(stream, trigger, from) is not { } first) return RecordingRefusals.StreamNotLive;
        var task = RecordingTask.Start(stream.Id, stream.Name, fileName, trigger, first.StartsAt, r.Minutes, startedBy, tools.Time.GetUtcNow());
        try
        {
            return await BeginAsync(stream, task, first);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(exception, stream.Name);
            return RecordingRefusals.StorageUnwritable;
        }
    }

    /// <summary>Why the disk does not let this stream be recorded now; null when it does.</summary>
    public Refusal? Hindrance(Guid streamId) => gate.Check(streamId);

    /// <summary>Whether a start need not wait for a picture.</summary>
    public bool IsLive(Guid streamId) => streams.Find(streamId)?.Status.State == StreamState.Live;

    /// <summary>Goes on with what a dead node recorded: its task ends with what it has, and one of this node takes up the rest of the wish.</summary>
    /// <returns>False while the stream has no picture yet.</returns>
    public async Task<bool> ContinueAsync(LiveStream stream, RecordingTask former)
    {
        if (Hindrance(stream.Id) is not null || stream.Status.State != StreamState.Live || FirstFragment(stream, former.Trigger, null) is not { } first) return false;
        var now = tools.Time.GetUtcNow();
        var minutes = former.Trigger != RecordingTrigger.Manual ? stream.Path.FileSeconds / 60.0 : Math.Max((former.EndsAt - now).TotalMinutes, 0.1);
        var next = RecordingTask.Start(stream.Id, stream.Name, null, former.Trigger, first.StartsAt, minutes, former.StartedBy, now);
        await BeginAsync(stream, next, first, former);
        LogContinued(former.Id, next.Id, stream.Name);
        return true;
    }

    private static List<Refusal> Check(StartRecordingRequest r, out string? fileName)
    {
        var mistakes = new List<Refusal>();
        fileName = null;
        if (string.IsNullOrWhiteSpace(r.Stream)) mistakes.Add(RecordingRefusals.StreamMissing);
        if (!string.IsNullOrWhiteSpace(r.Name))
        {
            var clean = RecordingName.Clean(r.Name);
            if (clean.IsSuccess) fileName = clean.Value;
            else mistakes.Add(clean.Refusal);
        }
        if (RecordingTask.CheckMinutes(r.Minutes) is { } minutes) mistakes.Add(minutes);
        return mistakes;
    }

    // Only what is about to become live is waited for: a source that is gone is retried in its own rhythm, which may take longer than a click.
    private static async Task<bool> IsLiveAsync(LiveStream stream, CancellationToken ct) =>
        stream.Status.State switch
        {
            StreamState.Live or StreamState.Asleep or StreamState.Connecting => await stream.WaitUntilLiveAsync(WakePatience, ct),
            StreamState.Disabled or StreamState.Stalled or StreamState.Offline or StreamState.Unauthorised => false,
        };

    private RingFragment? FirstFragment(LiveStream stream, RecordingTrigger trigger, DateTimeOffset? from)
    {
        var preRoll = TimeSpan.FromSeconds(stream.Path.PreRollSeconds);
        if (from is { } instant) return stream.Ring.KeyframeAtOrBefore(instant - preRoll);
        // A source that has just come back is recorded from its first picture on, and what was recorded before it went is not recorded again.
        if (trigger != RecordingTrigger.Manual) return stream.Ring.KeyframeAtOrBefore(tools.Time.GetUtcNow() - Longer(preRoll, AutoReach), stream.Ring.Current);
        return stream.Ring.KeyframeAtOrBefore(tools.Time.GetUtcNow() - preRoll, preRoll > TimeSpan.Zero ? null : stream.Ring.Current);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    // Without the caller's token: a start that is half done would leave a task that nobody asked for or nobody follows.
    private async Task<Result<StartedRecording>> BeginAsync(LiveStream stream, RecordingTask task, RingFragment first, RecordingTask? former = null)
    {
        var folder = new ClaimFolder(tools.Store.TaskFolder(task.Id));
        var claim = ClaimCollector.ClaimFrom(first);
        folder.Write(claim);
        var worker = new RecordingWorker(stream, task, folder, claim, tools);
        try
        {
            await worker.CollectAsync(CancellationToken.None);
            if (former is not null) await tools.Ledger.RollAsync(former, task, CancellationToken.None);
            else if (await tools.Ledger.BeginAsync(task, CancellationToken.None) is { } running)
            {
                await AbandonAsync(worker, folder);
                return new StartedRecording(RecordingTaskDto.From(running), true);
            }
        }
        catch
        {
            await AbandonAsync(worker, folder);
            throw;
        }
        tools.Active.TryAdd(worker);
        worker.Run();
        LogStarted(task.Id, stream.Name, task.MediaStartsAt);
        return new StartedRecording(RecordingTaskDto.From(task), false);
    }

    private static async Task AbandonAsync(RecordingWorker worker, ClaimFolder folder)
    {
        await worker.DisposeAsync();
        folder.Delete();
    }

    [LoggerMessage(LogLevel.Error, "A recording of {Stream} could not begin because its folder cannot be written")]
    private partial void LogUnwritable(Exception exception, string stream);

    [LoggerMessage(LogLevel.Information, "Recording task {TaskId} started on {Stream}; its media begins at {MediaStartsAt}")]
    private partial void LogStarted(Guid taskId, string stream, DateTimeOffset mediaStartsAt);

    [LoggerMessage(LogLevel.Warning, "Recording task {TaskId} on {Stream} was of another node; {NextTaskId} goes on with it here")]
    private partial void LogContinued(Guid taskId, Guid nextTaskId, string stream);
}
