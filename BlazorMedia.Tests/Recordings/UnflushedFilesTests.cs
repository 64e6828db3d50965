using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Claims;

namespace BlazorMedia.Tests.Recordings;

public sealed class UnflushedFilesTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly TestClock clock = new();
    private readonly List<string> flushed = [];
    private readonly UnflushedFiles files;

    public UnflushedFilesTests() => files = new UnflushedFiles(clock, file => flushed.Add(Path.GetFileName(file)));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_flushed_once_a_second_and_only_when_it_grew()
    {
        files.Add(Grow("1.mp4"));
        files.FlushDue();
        Grow("1.mp4");
        files.FlushDue();
        flushed.ShouldBe(["1.mp4"]);

        clock.Advance(TimeSpan.FromSeconds(1));
        files.FlushDue();
        flushed.ShouldBe(["1.mp4", "1.mp4"]);

        clock.Advance(TimeSpan.FromSeconds(1));
        files.FlushDue();
        flushed.Count.ShouldBe(2);
    }

    [Fact]
    public void The_tail_of_a_file_is_flushed_also_when_the_next_one_has_begun()
    {
        files.Add(Grow("1.mp4"));
        files.FlushDue();
        Grow("1.mp4");
        files.Add(Grow("2.mp4"));
        clock.Advance(TimeSpan.FromSeconds(1));
        files.FlushDue();

        flushed.ShouldBe(["1.mp4", "1.mp4", "2.mp4"]);
    }

    [Fact]
    public void A_file_that_is_gone_troubles_nobody()
    {
        files.Add(Grow("1.mp4"));
        File.Delete(folder.File("1.mp4"));

        files.FlushDue();

        flushed.ShouldBeEmpty();
    }

    private string Grow(string name)
    {
        File.AppendAllText(folder.File(name), "media");
        return folder.File(name);
    }
}
