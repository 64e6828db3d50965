using System.Collections.Concurrent;
using BlazorMedia.Web.Features.Streams;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>The tasks that record now, by stream. Answered from memory, because every tile of every page asks.</summary>
internal sealed class ActiveRecordings : IStreamRecorder
{
    private readonly ConcurrentDictionary<Guid, RecordingWorker> workers = new();

    /// <summary>The longest running first.</summary>
    public IReadOnlyList<RecordingTaskDto> All => [.. workers.Values.Select(w => w.Current).OrderBy(t => t.StartedAt).Select(RecordingTaskDto.From)];

    internal IReadOnlyList<RecordingWorker> Workers => [.. workers.Values];

    public RecordingTaskDto? Of(Guid streamId) => workers.TryGetValue(streamId, out var worker) ? RecordingTaskDto.From(worker.Current) : null;

    public Guid? RunningTaskOf(Guid streamId) => workers.TryGetValue(streamId, out var worker) ? worker.Current.Id : null;

    /// <summary>For a stream that goes away: what was recorded is finalised.</summary>
    public Task StopAsync(Guid streamId, CancellationToken ct) => workers.TryGetValue(streamId, out var worker) ? worker.StopAsync(ct) : Task.CompletedTask;

    internal RecordingWorker? WorkerOf(Guid taskId) => workers.Values.FirstOrDefault(w => w.Current.Id == taskId);

    internal bool TryAdd(RecordingWorker worker) => workers.TryAdd(worker.Stream.Id, worker);

    internal void Remove(RecordingWorker worker) => workers.TryRemove(new(worker.Stream.Id, worker));
}
