using System.Globalization;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Streams.ReadOut.Rtp;

/// <summary>AAC, RFC 3640 in its high bit rate mode, one packet each.</summary>
internal sealed class AacPayload : IRtpPayload
{
    private static readonly int[] Rates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    public AacPayload(MediaTrack track)
    {
        var config = CodecRecord.AudioConfig(track);
        var (rate, channels) = config.Length < 2 ? (15, 2) : (((config[0] & 7) << 1) | (config[1] >> 7), (config[1] >> 3) & 0x0F);
        // FFmpeg's time scale of sound is its rate, also where the configuration writes it out.
        Clock = rate < Rates.Length ? Rates[rate] : track.Timescale;
        Map = string.Create(CultureInfo.InvariantCulture, $"mpeg4-generic/{Clock}/{Math.Max(1, channels)}");
        Parameters = $"streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config={Convert.ToHexString(config)}";
    }

    public int Clock { get; }

    public string Map { get; }

    public string? Parameters { get; }

    public IEnumerable<byte[]> Cut(ReadOnlyMemory<byte> sample, bool isSync) => [[0, 16, (byte)(sample.Length >> 5), (byte)(sample.Length << 3), .. sample.Span]];
}
