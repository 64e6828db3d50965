using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Finalise;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Recordings;

public sealed class FragmentBytesTests : IDisposable
{
    private readonly Scene scene = new();

    public void Dispose() => scene.Dispose();

    [Theory]
    [InlineData(0)] // no composition offsets: they must be added
    [InlineData(2)]
    public async Task Moved_fragments_are_shown_later_and_still_find_their_samples(int bFrames)
    {
        var clip = new Clip(Seconds: 3, Size: "320x180", BFrames: bFrames);
        var segment = (await RunFiles.WriteAsync(clip, Path.Combine(scene.Folder, "run"), segmentSeconds: 60)).ShouldHaveSingleItem();
        var (init, fragments) = SegmentReader.ReadAll(segment)!.Value;
        var shifts = init.Tracks.ToDictionary(t => t.Id, t => new TrackShift(10 * t.Timescale, t.IsVideo ? t.Timescale / 25 * 3 : 0));
        var moved = Path.Combine(scene.Folder, "moved.mp4");
        uint sequence = 0;

        await using (var output = File.Create(moved))
        {
            using var source = File.OpenHandle(segment);
            output.Write(init.Bytes);
            foreach (var fragment in fragments)
            {
                var moof = FragmentBytes.ReadMoof(source, fragment.Offset, fragment.Length);
                var before = FragmentBytes.Measure(moof, init);
                var media = new byte[fragment.Length - moof.Length];
                RandomAccess.Read(source, media, fragment.Offset + moof.Length);
                moof = FragmentBytes.Move(moof, ++sequence, shifts);
                FragmentBytes.Measure(moof, init).Select(t => (t.TrackId, t.Samples, t.Start))
                    .ShouldBe(before.Select(t => (t.TrackId, t.Samples, t.Start + shifts[t.TrackId].Decode + shifts[t.TrackId].Composition)));
                output.Write(moof);
                output.Write(media);
            }
        }

        await Ffmpeg.ShouldDecodeAsync(moved, Scene.Ct);
        var (was, now) = (await Ffmpeg.PacketsAsync(segment, "v:0", Scene.Ct), await Ffmpeg.PacketsAsync(moved, "v:0", Scene.Ct));
        now.Select(p => p.Size).ShouldBe(was.Select(p => p.Size));
        now.Select(p => Math.Round(p.Pts - now[0].Pts, 3)).ShouldBe(was.Select(p => Math.Round(p.Pts - was[0].Pts, 3)));
    }

    [Fact]
    public async Task A_time_below_zero_is_refused()
    {
        var segment = (await RunFiles.WriteAsync(new Clip(Seconds: 3, Size: "320x180"), Path.Combine(scene.Folder, "run")))[0];
        var (init, fragments) = SegmentReader.ReadAll(segment)!.Value;
        using var source = File.OpenHandle(segment);
        var moof = FragmentBytes.ReadMoof(source, fragments[0].Offset, fragments[0].Length);

        Should.Throw<InvalidDataException>(() => FragmentBytes.Move(moof, 1, init.Tracks.ToDictionary(t => t.Id, t => new TrackShift(-3600L * t.Timescale, 0))));
    }
}
