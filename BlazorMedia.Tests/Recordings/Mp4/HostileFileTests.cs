using System.Collections.Concurrent;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Mp4;
using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Tests.Recordings.Mp4;

/// <summary>Damaged and hostile files: refused or read, but never a crash, a hang or a full memory.</summary>
public sealed class HostileFileTests
{
    private const int Files = 50_000;

    // A file of 20 KB; one that is believed blindly asks for gigabytes.
    private const long MaxAllocated = 4 << 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_file_is_refused_or_read(bool isFragmented)
    {
        using var folder = new TempFolder();
        var path = await SeedAsync(folder, isFragmented);
        var seed = await File.ReadAllBytesAsync(path, Ct);
        var hostile = new HostileFiles(seed);
        var (read, worst) = (0, new ConcurrentBag<string>());

        Parallel.For(0, Files, new ParallelOptions { CancellationToken = Ct, MaxDegreeOfParallelism = 2 }, number =>
        {
            var file = hostile.Make(number);
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (Accepts(path, file, number, worst)) Interlocked.Increment(ref read);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > MaxAllocated) worst.Add($"file {number} took {allocated} bytes");
        });

        worst.Take(5).ShouldBeEmpty();
        // Most damage does no harm, and some does: neither reader that takes nothing nor one that takes everything would pass.
        read.ShouldBeInRange(Files / 20, Files - (Files / 20));
    }

    [Fact]
    public async Task The_ring_reads_a_damaged_segment_as_far_as_it_is_whole()
    {
        using var folder = new TempFolder();
        var hostile = new HostileFiles(await File.ReadAllBytesAsync(await SeedAsync(folder, isFragmented: true), Ct));
        var (file, fragments) = (folder.File("damaged.mp4"), 0);

        for (var number = 0; number < 3000; number++)
        {
            await File.WriteAllBytesAsync(file, hostile.Make(number), Ct);
            fragments += SegmentReader.ReadAll(file)?.Fragments.Count ?? 0;
        }

        fragments.ShouldBeInRange(1000, 9000);
    }

    private static bool Accepts(string path, byte[] file, int number, ConcurrentBag<string> wrong)
    {
        try
        {
            Mp4Layout.Join([new MediaPart(MediaFileReader.Read(path, new MemoryStream(file)), 0.1m)]);
            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException or NotPlainException)
        {
            return false;
        }
        catch (Exception exception)
        {
            wrong.Add($"file {number}: {exception}");
            return false;
        }
    }

    private static async Task<string> SeedAsync(TempFolder folder, bool isFragmented)
    {
        var file = folder.File("seed.mp4");
        string[] flags = isFragmented ? ["-movflags", "frag_keyframe+empty_moov+default_base_moof", "-frag_duration", "400000"] : [];
        var run = await Ffmpeg.RunAsync(
            ["-f", "lavfi", "-i", "color=size=64x36:rate=25", "-f", "lavfi", "-i", "sine", "-t", "1", "-c:v", "libx264", "-bf", "2", "-g", "10", "-c:a", "aac", "-b:a", "16k", .. flags, file], Ct);
        run.ExitCode.ShouldBe(0, run.Errors);
        return file;
    }
}
