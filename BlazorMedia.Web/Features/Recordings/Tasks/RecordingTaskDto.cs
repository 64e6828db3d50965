using BlazorMedia.Domain.Recordings;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

/// <summary>A recording task as clients see it.</summary>
/// <param name="State"><c>recording</c>, <c>finalising</c>, <c>finished</c> or <c>failed</c>.</param>
/// <param name="StartedAt">When recording was asked for, UTC.</param>
/// <param name="EndsAt">When it ends by itself, UTC.</param>
/// <param name="RecordingId">The recording that it becomes.</param>
public sealed record RecordingTaskDto(Guid Id, string Stream, string State, DateTimeOffset StartedAt, DateTimeOffset EndsAt, Guid RecordingId)
{
    internal static RecordingTaskDto From(RecordingTask t) => new(t.Id, t.StreamName, StateOf(t.State), t.StartedAt, t.EndsAt, t.RecordingId);

    /// <summary>Null for a word that is none of the four.</summary>
    internal static RecordingTaskState? StateNamed(string word) =>
        Enum.GetValues<RecordingTaskState>().Where(s => StateOf(s) == word).Select(s => (RecordingTaskState?)s).FirstOrDefault();

    private static string StateOf(RecordingTaskState state) => state switch
    {
        RecordingTaskState.Recording => "recording",
        RecordingTaskState.Finalising => "finalising",
        RecordingTaskState.Finished => "finished",
        RecordingTaskState.Failed => "failed",
    };
}

/// <summary>The running task of the stream.</summary>
/// <param name="Existed">True when it was running already; nothing new was started.</param>
public sealed record StartedRecording(RecordingTaskDto Task, bool Existed);

/// <summary>The wish to record.</summary>
/// <param name="Stream">Name of the stream.</param>
/// <param name="Name">File name; null or blank = generated.</param>
/// <param name="Minutes">More than 0, at most 10080; null = 30.</param>
public sealed record StartRecordingRequest(string? Stream, string? Name, double? Minutes);
