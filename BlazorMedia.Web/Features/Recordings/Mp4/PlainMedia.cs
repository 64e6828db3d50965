using System.Text;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Which media we copy ourselves: where a sample's bytes and its sample description are all that a player needs.</summary>
internal static class PlainMedia
{
    private static readonly HashSet<string> Codecs = ["h264", "hevc", "av1", "vp9", "aac", "mp3", "opus", "ac3"];

    /// <exception cref="NotPlainException">FFmpeg must do it.</exception>
    public static void Require(IEnumerable<MediaTrack> tracks)
    {
        foreach (var track in tracks)
        {
            if (!Codecs.Contains(track.Codec)) throw new NotPlainException($"{track.Codec} is copied by FFmpeg only.");
            // The parameter sets of these stand among the pictures; FFmpeg gathers them.
            if (EntryOf(track) is "hev1" or "avc3") throw new NotPlainException($"{EntryOf(track)} must be renamed by FFmpeg.");
        }
    }

    private static string EntryOf(MediaTrack track) => track.SampleDescription.Length >= 24 ? Encoding.Latin1.GetString(track.SampleDescription, 20, 4) : "";
}
