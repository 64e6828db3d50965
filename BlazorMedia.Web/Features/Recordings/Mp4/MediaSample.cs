using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>One sample (a coded picture, a packet of sound) where it lies in a file.</summary>
/// <param name="Offset">In the file, in bytes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Duration">Until the next sample is decoded, in ticks of its track.</param>
/// <param name="CompositionOffset">How much later it is shown than decoded, in ticks of its track; may be negative.</param>
/// <param name="IsSync">Decoding can begin here.</param>
internal readonly record struct MediaSample(long Offset, int Size, uint Duration, int CompositionOffset, bool IsSync);

/// <summary>The samples of one track of one file, in decode order and without gaps in time.</summary>
/// <param name="Start">Decode time of the first sample, in ticks of the track, on the time line that all tracks of the file share.
/// What is shown before 0 is there to be decoded only.</param>
internal sealed record SampleTrack(MediaTrack Track, TrackHeader Header, long Start, IReadOnlyList<MediaSample> Samples);

/// <summary>What a media file holds, whether it is an ordinary or a fragmented MP4. Only pictures and sound; other tracks are left out.</summary>
/// <param name="File">Absolute path.</param>
internal sealed record MediaFile(string File, IReadOnlyList<SampleTrack> Tracks)
{
    public SampleTrack? Video => Tracks.FirstOrDefault(t => t.Track.IsVideo);
}
