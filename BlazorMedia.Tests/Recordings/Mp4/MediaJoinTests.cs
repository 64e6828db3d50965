using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Mp4;

namespace BlazorMedia.Tests.Recordings.Mp4;

/// <summary>Parts of files: cut, joined, torn, very long.</summary>
public sealed class MediaJoinTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_cut_begins_at_its_exact_time_and_sound_stays_with_the_picture()
    {
        var source = await CorpusClip.All["h264 with B-frames"].FileAsync();

        var cut = await WriteAsync(Mp4Layout.Join([new MediaPart(MediaFileReader.Read(source), 2.32m, 4.12m)]));

        (await Ffmpeg.DurationAsync(cut, Ct)).ShouldBe(1.8, 0.02);
        var shown = (await Packets.ReadAsync(cut, "v:0")).Where(p => p.Pts >= 0).Select(p => (p.Pts, p.Hash)).ToList();
        var expected = (await Packets.ReadAsync(source, "v:0")).Where(p => p.Pts is >= 2.3199 and < 4.1199).Select(p => (Pts: p.Pts - 2.32, p.Hash)).ToList();
        foreach (var (pts, hash) in expected) shown.ShouldContain(s => s.Hash == hash && Math.Abs(s.Pts - pts) < 0.001, $"{pts}");
        var sound = await Packets.ReadAsync(source, "a:0");
        foreach (var packet in (await Packets.ReadAsync(cut, "a:0")).Where(p => p.Pts >= 0)) sound.ShouldContain(s => s.Hash == packet.Hash && Math.Abs(s.Pts - 2.32 - packet.Pts) < 0.001);
        (await Packets.ReadAsync(cut, "v:0"))[0].Flags.ShouldStartWith("K");
        await Ffmpeg.ShouldDecodeAsync(cut, Ct);
    }

    [Fact]
    public async Task Parts_of_files_with_other_bit_rates_stand_end_to_end()
    {
        var (one, two) = (await new Clip(Seconds: 3).FileAsync(), await new Clip(Seconds: 4).FileAsync());

        var join = MediaJoin.Of([new MediaPart(MediaFileReader.Read(one)), new MediaPart(MediaFileReader.Read(two), 2, 3)]);

        join.Offsets[0].ShouldBe(0);
        join.Offsets[1]!.Value.ShouldBeInRange(2.99m, 3.1m);
        var file = await WriteAsync(join.Layout);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", Ct)).ShouldBe(100);
        (await Ffmpeg.DurationAsync(file, Ct)).ShouldBe((double)join.Layout.Seconds, 0.001);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }

    [Fact]
    public async Task What_does_not_fit_together_is_left_to_FFmpeg_and_nothing_is_an_error()
    {
        var (small, large) = (MediaFileReader.Read(await new Clip(Seconds: 3).FileAsync()), MediaFileReader.Read(await new Clip(Seconds: 4, Size: "960x540").FileAsync()));

        Should.Throw<NotPlainException>(() => Mp4Layout.Join([new MediaPart(small), new MediaPart(large)]));
        Should.Throw<InvalidDataException>(() => Mp4Layout.Join([new MediaPart(small, 100, 200)]));
        Should.Throw<NotPlainException>(() => Mp4Layout.Join([new MediaPart(small with { Tracks = [small.Tracks[0] with { Track = small.Tracks[0].Track with { Codec = "mjpeg" } }] })]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9000)]
    public async Task A_fragmented_file_is_read_to_its_last_whole_fragment(int tornBytes)
    {
        var source = await CorpusClip.All["h264 with B-frames"].FileAsync();
        var file = folder.File("torn.mp4");
        (await Ffmpeg.RunAsync(["-i", source, "-c", "copy", "-movflags", "frag_keyframe+empty_moov+default_base_moof+delay_moov", "-frag_duration", "500000", file], Ct)).ExitCode.ShouldBe(0);
        await using (var stream = new FileStream(file, FileMode.Open)) stream.SetLength(stream.Length - tornBytes);

        var ours = await WriteAsync(Mp4Layout.Join([new MediaPart(MediaFileReader.Read(file))]));

        if (tornBytes == 0) await Packets.ShouldBeEqualAsync(ours, source);
        else (await Ffmpeg.CountPacketsAsync(ours, "v:0", Ct)).ShouldBeInRange(75, 124);
        await Ffmpeg.ShouldDecodeAsync(ours, Ct);
    }

    [Fact]
    public async Task Any_range_of_bytes_is_the_same_as_in_the_whole_file()
    {
        var layout = Mp4Layout.Join([new MediaPart(MediaFileReader.Read(await CorpusClip.All["h264 + aac"].FileAsync()))]);
        var whole = await File.ReadAllBytesAsync(await WriteAsync(layout), Ct);
        whole.Length.ShouldBe((int)layout.Length);
        var random = new Random(7);
        await using var stream = layout.OpenRead();
        for (var i = 0; i < 200; i++)
        {
            var from = random.Next(whole.Length);
            var until = random.Next(from, whole.Length + 1);
            using var part = new MemoryStream();
            await layout.CopyToAsync(part, from, until, null, Ct);
            part.ToArray().AsSpan().SequenceEqual(whole.AsSpan(from, until - from)).ShouldBeTrue($"{from} to {until}");
            stream.Position = from;
            var buffer = new byte[until - from];
            await stream.ReadExactlyAsync(buffer, Ct);
            buffer.AsSpan().SequenceEqual(whole.AsSpan(from, until - from)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_file_of_more_than_4_GiB_finds_its_last_picture()
    {
        var like = MediaFileReader.Read(await CorpusClip.All["h264 without sound"].FileAsync()).Video!;
        const int size = 4 << 20;
        var samples = Enumerable.Range(0, 1200).Select(i => new MediaSample((long)i * size, size, 512, 0, i % 25 == 0)).ToList();
        var (source, target) = (folder.File("source"), folder.File("long.mp4"));
        Sparse(source, [], 1200L * size);

        var layout = Mp4Layout.Join([new MediaPart(new MediaFile(source, [like with { Samples = samples, Start = 0 }]))]);
        Sparse(target, layout.Header, layout.Length);

        layout.Length.ShouldBe((1200L * size) + layout.Header.Length);
        var read = MediaFileReader.Read(target).Video!;
        read.Samples[^1].ShouldBe(new MediaSample(layout.Length - size, size, 512, 0, false));
        var facts = await ToolRun.OutputOfAsync("ffprobe", ["-v", "error", "-show_entries", "stream=nb_frames,duration", "-of", "csv=p=0", target], Ct);
        facts.Trim().ShouldBe("48.000000,1200");
    }

    private static void Sparse(string file, byte[] begin, long length)
    {
        using var stream = File.Create(file);
        stream.Write(begin);
        stream.SetLength(length);
    }

    private async Task<string> WriteAsync(Mp4Layout layout)
    {
        var file = folder.File($"{Guid.NewGuid():N}.mp4");
        await using var output = File.Create(file);
        await layout.CopyToAsync(output, 0, layout.Length, null, Ct);
        return file;
    }
}
