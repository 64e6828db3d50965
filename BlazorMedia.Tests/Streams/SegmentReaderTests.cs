using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Streams;

public sealed class SegmentReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("libx264", "aac", 2, "h264", "aac", "avc1.")]
    [InlineData("libx265", "aac", 0, "hevc", "aac", "hvc1.1.6.L")]
    [InlineData("libx264", "libopus", 0, "h264", "opus", "avc1.")]
    [InlineData("libx264", null, 0, "h264", null, "avc1.")]
    public async Task The_index_counts_every_packet_that_ffprobe_counts(string encoder, string? sound, int bFrames, string video, string? audio, string codecString)
    {
        var files = await RingClip.WriteAsync(new Clip { Seconds = 14, Video = encoder, Audio = sound, BFrames = bFrames }, folder.Path, Ct);

        foreach (var file in files)
        {
            var (init, fragments) = SegmentReader.ReadAll(file)!.Value;

            (init.Video!.Codec, init.Audio?.Codec, init.Video.Width, init.Video.Height).ShouldBe((video, audio, 640, 360));
            init.CodecString.ShouldStartWith(codecString);
            Samples(fragments, init.Video.Id).ShouldBe(await Ffmpeg.CountPacketsAsync(file, "v:0", Ct));
            if (init.Audio is { } track) Samples(fragments, track.Id).ShouldBe(await Ffmpeg.CountPacketsAsync(file, "a:0", Ct));
            fragments[0].Moof.IsKeyframe.ShouldBeTrue();
            fragments.Max(f => f.Moof.Tracks[0].Duration).ShouldBeLessThanOrEqualTo((long)(init.Video.Timescale * 0.6));
        }
        files.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Decode_times_go_on_over_the_border_of_two_segments()
    {
        var files = await RingClip.WriteAsync(new Clip { Seconds = 14 }, folder.Path, Ct);

        var spans = files.SelectMany(f => SegmentReader.ReadAll(f)!.Value.Fragments).Select(f => f.Moof.Tracks.Single(t => t.TrackId == 1)).ToList();

        spans.Zip(spans.Skip(1)).ShouldAllBe(pair => pair.First.End == pair.Second.DecodeTime);
    }

    [Fact]
    public async Task A_growing_file_gives_each_fragment_once_and_only_when_it_is_whole()
    {
        var source = (await RingClip.WriteAsync(new Clip { Seconds = 5 }, folder.Path, Ct))[0];
        var bytes = await File.ReadAllBytesAsync(source, Ct);
        var expected = SegmentReader.ReadAll(source)!.Value.Fragments;
        var growing = folder.File("growing.bin");
        await File.WriteAllBytesAsync(growing, [], Ct);
        using var reader = new SegmentReader(growing);
        var seen = new List<SegmentFragment>();

        for (var at = 0; at < bytes.Length; at += 1777)
        {
            await using (var file = new FileStream(growing, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) file.Write(bytes, at, Math.Min(1777, bytes.Length - at));
            foreach (var fragment in reader.ReadNext())
            {
                (fragment.Offset + fragment.Length).ShouldBeLessThanOrEqualTo(at + 1777);
                seen.Add(fragment);
            }
        }

        seen.Select(f => (f.Offset, f.Length)).ShouldBe(expected.Select(f => (f.Offset, f.Length)));
    }

    [Fact]
    public async Task A_torn_tail_ends_at_the_last_whole_fragment()
    {
        var file = (await RingClip.WriteAsync(new Clip { Seconds = 5 }, folder.Path, Ct))[0];
        var whole = SegmentReader.ReadAll(file)!.Value.Fragments;
        await using (var stream = new FileStream(file, FileMode.Open)) stream.SetLength(whole[^1].Offset + whole[^1].Length - 1);

        SegmentReader.ReadAll(file)!.Value.Fragments.Count.ShouldBe(whole.Count - 1);
    }

    [Fact]
    public async Task Damaged_files_never_throw_and_never_point_outside()
    {
        var bytes = await File.ReadAllBytesAsync((await RingClip.WriteAsync(new Clip { Seconds = 2 }, folder.Path, Ct))[0], Ct);
        var random = new Random(20261120);
        var file = folder.File("damaged.bin");

        for (var round = 0; round < 500; round++)
        {
            var damaged = bytes.AsSpan(0, random.Next(bytes.Length)).ToArray();
            for (var hit = 0; hit < 20 && damaged.Length > 0; hit++) damaged[random.Next(Math.Min(damaged.Length, 3000))] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(file, damaged, Ct);

            if (SegmentReader.ReadAll(file) is { } read) read.Fragments.ShouldAllBe(f => f.Offset >= 0 && f.Offset + f.Length <= damaged.Length);
        }
    }

    private static int Samples(IEnumerable<SegmentFragment> fragments, int track) => fragments.SelectMany(f => f.Moof.Tracks).Where(t => t.TrackId == track).Sum(t => t.Samples);
}
