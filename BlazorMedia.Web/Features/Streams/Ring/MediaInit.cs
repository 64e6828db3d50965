namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>One track of a <c>moov</c>.</summary>
/// <param name="Timescale">Ticks per second.</param>
/// <param name="Handler"><c>vide</c> or <c>soun</c>.</param>
/// <param name="Codec">FFmpeg's name: h264, hevc, av1, vp9, aac, mp3, opus, ac3; the four-character code where unknown.</param>
/// <param name="CodecString">RFC 6381 string for MSE and HLS, for example <c>avc1.64001F</c>.</param>
/// <param name="Width">Pixels; 0 for sound.</param>
/// <param name="DefaultSampleFlags">From <c>trex</c>.</param>
/// <param name="DefaultSampleDuration">From <c>trex</c>, in ticks.</param>
/// <param name="SampleDescription">The whole <c>stsd</c> box: equal bytes mean that samples can stand in one track.</param>
internal sealed record MediaTrack(
    int Id, int Timescale, string Handler, string Codec, string CodecString, int Width, int Height, uint DefaultSampleFlags, uint DefaultSampleDuration, byte[] SampleDescription)
{
    public bool IsVideo => Handler == "vide";
}

/// <summary>The init box (<c>ftyp</c>+<c>moov</c>) of a run, as bytes and as facts.</summary>
internal sealed record MediaInit(byte[] Bytes, IReadOnlyList<MediaTrack> Tracks)
{
    public MediaTrack? Video => Tracks.FirstOrDefault(t => t.IsVideo);

    public MediaTrack? Audio => Tracks.FirstOrDefault(t => t.Handler == "soun");

    /// <summary>For MSE's <c>isTypeSupported</c> and HLS's CODECS, for example <c>avc1.64001F,mp4a.40.2</c>.</summary>
    public string CodecString => string.Join(',', Tracks.Select(t => t.CodecString));

    /// <summary>True when fragments of both can be joined into one file: same tracks with the same time scales and sample descriptions.</summary>
    public bool IsCompatibleWith(MediaInit other) =>
        Tracks.Count == other.Tracks.Count
        && Tracks.Zip(other.Tracks).All(p => p.First.Id == p.Second.Id && p.First.Handler == p.Second.Handler && p.First.Timescale == p.Second.Timescale
            && p.First.SampleDescription.AsSpan().SequenceEqual(p.Second.SampleDescription));
}
