using BlazorMedia.Web.Features.Recordings.Mp4;
using Microsoft.Net.Http.Headers;

namespace BlazorMedia.Web.Features.Recordings.Growing;

/// <summary>What there was of a recording at a moment, as one whole file that does not change any more.</summary>
internal sealed class GrowingSnapshot(Guid recordingId, Mp4Layout layout, long madeAt)
{
    public Guid RecordingId => recordingId;

    public Mp4Layout Layout => layout;

    /// <summary>Of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long MadeAt => madeAt;

    /// <summary>A recording only ever grows, so its size names its bytes.</summary>
    public EntityTagHeaderValue Tag { get; } = new($"\"{recordingId:N}-{layout.Length:x}-growing\"");

    /// <summary>In memory, about, in bytes.</summary>
    public long Weight => layout.Header.Length + (layout.Extents.Count * 32L);
}
