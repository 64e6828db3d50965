using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Publish;

namespace BlazorMedia.Web.Features.Streams.Ingest;

/// <summary>What a run reads: the path's source, or what stands for a source that is sent to us.</summary>
/// <param name="Address">What FFmpeg is given.</param>
internal sealed record IngestInput(SourceAddress Address)
{
    /// <summary>Who sends it; null for what FFmpeg fetches itself.</summary>
    public Publication? Publication { get; init; }

    /// <summary>The state to rest in, when there is nothing to run yet.</summary>
    public (StreamState State, string Reason)? Rest { get; init; }
}
