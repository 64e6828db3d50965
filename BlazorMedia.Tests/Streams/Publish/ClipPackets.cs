using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.ReadOut.Rtp;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>A clip as an encoder of enhanced RTMP sends it: message types with bodies, in decode order.</summary>
internal static class ClipPackets
{
    public static async Task<IReadOnlyList<(byte Type, uint Time, byte[] Body)>> HevcAsync(Clip clip, CancellationToken ct)
    {
        using var folder = new TempFolder();
        var packets = new List<(byte, uint, byte[])>();
        foreach (var file in await RingClip.WriteAsync(clip, folder.Path, ct))
        {
            var (init, fragments) = SegmentReader.ReadAll(file)!.Value;
            if (packets.Count == 0) packets.AddRange(Configurations(init));
            var bytes = await File.ReadAllBytesAsync(file, ct);
            foreach (var fragment in fragments)
                packets.AddRange(FragmentSamples.Read(bytes.AsMemory((int)fragment.Offset, fragment.Length), init).Select(Packet));
        }
        return [.. packets.OrderBy(p => p.Item2)];
    }

    private static IEnumerable<(byte, uint, byte[])> Configurations(MediaInit init) =>
    [
        (9, 0, [0x90, .. "hvc1"u8, .. CodecRecord.Of(init.Video!, "hvcC")]),
        (8, 0, [0xAF, 0, .. CodecRecord.AudioConfig(init.Audio!)]),
    ];

    private static (byte, uint, byte[]) Packet(RingSample sample)
    {
        var time = (uint)(sample.DecodeTime * 1000 / sample.Track.Timescale);
        var offset = sample.CompositionOffset * 1000 / sample.Track.Timescale;
        return sample.Track.IsVideo
            ? (9, time, [(byte)(sample.IsSync ? 0x91 : 0xA1), .. "hvc1"u8, (byte)(offset >> 16), (byte)(offset >> 8), (byte)offset, .. sample.Data.Span])
            : (8, time, [0xAF, 1, .. sample.Data.Span]);
    }
}
