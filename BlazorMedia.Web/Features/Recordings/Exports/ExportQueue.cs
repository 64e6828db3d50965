using BlazorMedia.Domain.Recordings;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Platform.Live;

namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>Asks for the making of an export whose row says so already, and tells open pages.</summary>
internal sealed partial class ExportQueue(IJobQueue jobs, LiveTopics topics, ILogger<ExportQueue> logger)
{
    /// <summary>Never throws: the row is committed. What is not enqueued here, the sweep enqueues.</summary>
    public async Task EnqueueAsync(Export export)
    {
        try
        {
            await jobs.EnqueueAsync<ExportJob, ExportInput>(new(export.Id, export.NodeId), export.Id.ToString("N"), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(exception, export.Id);
        }
        Publish();
    }

    /// <summary>A row changed.</summary>
    public void Publish() => topics.Publish(RecordingTopics.Exports);

    [LoggerMessage(LogLevel.Error, "Export {ExportId} could not be enqueued; the sweep does it later")]
    private partial void LogFailed(Exception exception, Guid exportId);
}
