using System.Globalization;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Recordings.Mp4;

/// <summary>The packets of a file as FFmpeg reads them: when, how large, keyframe or not, and the hash of the bytes.</summary>
internal static class Packets
{
    public static async Task ShouldBeEqualAsync(string ours, string reference)
    {
        foreach (var stream in new[] { "v:0", "a:0" })
        {
            var (ourPackets, theirs) = (await ReadAsync(ours, stream), await ReadAsync(reference, stream));
            ourPackets.Count.ShouldBe(theirs.Count, stream);
            for (var i = 0; i < theirs.Count; i++) ourPackets[i].ShouldBeLike(theirs[i], $"{stream} {i}");
        }
    }

    public static async Task<IReadOnlyList<Packet>> ReadAsync(string file, string stream)
    {
        var text = await ToolRun.OutputOfAsync(
            "ffprobe",
            ["-v", "error", "-select_streams", stream, "-show_data_hash", "crc32", "-show_entries", "packet=pts_time,dts_time,size,flags,data_hash", "-of", "compact=p=0", file],
            TestContext.Current.CancellationToken);
        // What FFmpeg knows beside a packet ends its line, and the hash comes on the next one.
        return [.. text.Replace("\n|", "|", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static Packet Parse(string line)
    {
        var fields = line.Split('|').Select(f => f.Split('=', 2)).Where(f => f.Length == 2).DistinctBy(f => f[0]).ToDictionary(f => f[0], f => f[1]);
        return new Packet(Seconds(fields["pts_time"]), Seconds(fields["dts_time"]), fields["size"], fields["flags"], fields["data_hash"]);
    }

    private static double Seconds(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? seconds : double.NaN;

    internal sealed record Packet(double Pts, double Dts, string Size, string Flags, string Hash)
    {
        // FFmpeg rounds a delay to a millisecond where we do not.
        private const double Rounding = 0.0006;

        public void ShouldBeLike(Packet other, string which)
        {
            (Size, Flags, Hash).ShouldBe((other.Size, other.Flags, other.Hash), which);
            Pts.ShouldBe(other.Pts, Rounding, which);
            Dts.ShouldBe(other.Dts, Rounding, which);
        }
    }
}
