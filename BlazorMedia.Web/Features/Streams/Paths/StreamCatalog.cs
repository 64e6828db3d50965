using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary>Describes streams from memory, where every path of the database is held with its state.</summary>
internal sealed class StreamCatalog(LiveStreams streams, IStreamRecorder recorder, HealthBook health, TimeProvider time)
{
    public IReadOnlyList<StreamDto> List() => [.. streams.All.Select(s => Describe(s.Path))];

    public Result<StreamDto> Find(string name) => streams.Find(name) is { } stream ? Describe(stream.Path) : StreamRefusals.NotFound;

    public StreamDto Describe(StreamPath path)
    {
        var stream = streams.Find(path.Id);
        var status = stream?.Status ?? new StreamStatus(StreamState.Offline, "starting", time.GetUtcNow());
        var described = StreamDto.From(path, status, stream?.Elsewhere is { } elsewhere ? elsewhere.RecordingTaskId : recorder.RunningTaskOf(path.Id));
        return described with
        {
            Node = stream?.Elsewhere?.Node,
            NodeAddress = stream?.Elsewhere?.Address,
            Ready = stream is not null && health.IsReady(stream),
            ReadySince = health.ReadinessOf(path.Id).Since,
            Alerts = [.. health.OpenOf(path.Id).Select(StreamAlertDto.From)],
        };
    }
}
