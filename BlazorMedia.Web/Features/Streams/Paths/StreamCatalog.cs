using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>Describes streams from memory, where every path of the database is held with its state.</summary>
internal sealed class StreamCatalog(LiveStreams streams, IStreamRecorder recorder, TimeProvider time)
{
    public IReadOnlyList<StreamDto> List() => [.. streams.All.Select(s => Describe(s.Path))];

    public Result<StreamDto> Find(string name) => streams.Find(name) is { } stream ? Describe(stream.Path) : StreamRefusals.NotFound;

    public StreamDto Describe(StreamPath path) =>
        StreamDto.From(path, streams.Find(path.Id)?.Status ?? new StreamStatus(StreamState.Offline, "starting", time.GetUtcNow()), recorder.RunningTaskOf(path.Id));
}
