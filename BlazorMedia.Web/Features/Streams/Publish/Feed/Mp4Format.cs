namespace BlazorMedia.Web.Features.Streams.Publish.Feed;

/// <summary>Fragmented MP4, one fragment per packet: for the codecs that FFmpeg 5 does not know in FLV. Every time is in milliseconds, as the publisher's are.</summary>
internal sealed class Mp4Format : IPublishFormat
{
    private const int VideoTrack = 1;
    private const int AudioTrack = 2;
    private const uint SyncSample = 0x0200_0000;
    private const uint OtherSample = 0x0101_0000;

    private static readonly uint[] Matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000];

    private uint sequence;

    public byte[] Begin(FlvPacket? video, FlvPacket? audio, bool hasSound)
    {
        List<byte[]> tracks = [Track(VideoTrack, "vide", Mp4Box.Full("vmhd", 1, new byte[8]), Picture(video!))];
        List<byte[]> defaults = [Defaults(VideoTrack)];
        if (audio is { Codec: "aac" })
        {
            tracks.Add(Track(AudioTrack, "soun", Mp4Box.Full("smhd", 0, new byte[4]), Sound(audio)));
            defaults.Add(Defaults(AudioTrack));
        }
        var header = Mp4Box.Full("mvhd", 0, Mp4Box.Numbers(0, 0, 1000, 0, 0x10000, 0x0100_0000, 0, 0), Mp4Box.Numbers(Matrix), new byte[24], Mp4Box.Numbers(3));
        return [.. Mp4Box.Of("ftyp", "isom"u8.ToArray(), Mp4Box.Numbers(0), "isomiso6"u8.ToArray()), .. Mp4Box.Of("moov", [header, .. tracks, Mp4Box.Of("mvex", [.. defaults])])];
    }

    public byte[] Write(FlvPacket packet, uint time)
    {
        var isVideo = packet.Kind == PacketKind.Video;
        if (!isVideo && packet.Codec != "aac") return [];
        var header = Mp4Box.Full("mfhd", 0, Mp4Box.Numbers(++sequence));
        var fragment = Fragment(0);
        // Known only when all sizes are: the media begin behind the moof and mdat's own header.
        var moof = Mp4Box.Of("moof", header, Fragment((uint)(8 + header.Length + fragment.Length + 8)));
        return [.. moof, .. Mp4Box.Numbers((uint)packet.Data.Length + 8), .. "mdat"u8, .. packet.Data.Span];

        byte[] Fragment(uint offset) => Mp4Box.Of("traf",
            Mp4Box.Full("tfhd", 0x02_0000, Mp4Box.Numbers(isVideo ? (uint)VideoTrack : AudioTrack)),
            Mp4Box.Full("tfdt", 0, Mp4Box.Numbers(time)),
            Mp4Box.Full("trun", 0x0100_0F01, Mp4Box.Numbers(
                1, offset, isVideo ? 40u : 21u, (uint)packet.Data.Length, !isVideo || packet.IsKeyframe ? SyncSample : OtherSample, (uint)packet.Offset)));
    }

    private static byte[] Track(int id, string handler, byte[] mediaHeader, byte[] sampleEntry) => Mp4Box.Of("trak",
        Mp4Box.Full("tkhd", 3, Mp4Box.Numbers(0, 0, (uint)id, 0, 0, 0, 0, 0, 0), Mp4Box.Numbers(Matrix), new byte[8]),
        Mp4Box.Of("mdia",
            Mp4Box.Full("mdhd", 0, Mp4Box.Numbers(0, 0, 1000, 0, 0x55C4_0000)),
            Mp4Box.Full("hdlr", 0, new byte[4], System.Text.Encoding.ASCII.GetBytes(handler), new byte[13]),
            Mp4Box.Of("minf", mediaHeader,
                Mp4Box.Of("dinf", Mp4Box.Full("dref", 0, Mp4Box.Numbers(1), Mp4Box.Full("url ", 1))),
                Mp4Box.Of("stbl", Mp4Box.Full("stsd", 0, Mp4Box.Numbers(1), sampleEntry),
                    Mp4Box.Full("stts", 0, new byte[4]), Mp4Box.Full("stsc", 0, new byte[4]), Mp4Box.Full("stsz", 0, new byte[8]), Mp4Box.Full("stco", 0, new byte[4])))));

    private static byte[] Defaults(int track) => Mp4Box.Full("trex", 0, Mp4Box.Numbers((uint)track, 1, 0, 0, 0));

    // FFmpeg finds the size of the picture in its configuration.
    private static byte[] Picture(FlvPacket video)
    {
        var (entry, record) = video.Codec switch { "hevc" => ("hvc1", "hvcC"), "av1" => ("av01", "av1C"), _ => ("vp09", "vpcC") };
        var fields = new byte[78];
        (fields[7], fields[25], fields[27], fields[29], fields[33], fields[41]) = (1, 0, 0, 0x48, 0x48, 1);
        (fields[75], fields[76], fields[77]) = (0x18, 0xFF, 0xFF);
        return Mp4Box.Of(entry, fields, Mp4Box.Of(record, video.Data.ToArray()));
    }

    private static byte[] Sound(FlvPacket audio)
    {
        var config = audio.Data.ToArray();
        byte[] fields = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 16, 0, 0, 0, 0, 0xBB, 0x80, 0, 0];
        byte[] decoder = [0x04, (byte)(15 + config.Length), 0x40, 0x15, .. new byte[11], 0x05, (byte)config.Length, .. config];
        byte[] descriptor = [0x03, (byte)(3 + decoder.Length + 3), 0, 2, 0, .. decoder, 0x06, 1, 2];
        return Mp4Box.Of("mp4a", fields, Mp4Box.Full("esds", 0, descriptor));
    }
}
