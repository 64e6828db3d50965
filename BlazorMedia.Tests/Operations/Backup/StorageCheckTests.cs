using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Check;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Backup;

public sealed class StorageCheckTests : IAsyncDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly AppFixture app = new();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Everything_that_disagrees_is_found_and_what_is_safe_is_put_right()
    {
        await app.InitializeAsync();
        var missing = await AddAsync("20260101/missing.mp4", null);
        var shorter = await AddAsync("20260101/shorter.mp4", 5);
        await WriteAsync("recordings/20260101/unknown.mp4");
        await WriteAsync($"thumbnails/{Guid.NewGuid():N}.jpg");
        var stranger = $"ring/{Guid.NewGuid():N}/run";
        Directory.CreateDirectory(Path.Combine(app.DataDirectory, stranger));
        var left = Directory.CreateDirectory(Path.Combine(app.DataDirectory, "recordings", ".tasks", Guid.NewGuid().ToString("N")));
        left.LastWriteTimeUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var check = app.Services.GetRequiredService<CheckStorage>();

        var found = await check.FindAsync(Stop);
        var (repaired, remaining) = await check.RepairAsync(Stop);

        found.Select(f => f.Finding.Code).ShouldBe(["file_missing", "size_differs", "file_unknown", "thumbnail_unknown", "task_folder", "ring_folder"], ignoreOrder: true);
        repaired.ShouldBe(4);
        remaining.Select(f => (f.Finding.Code, f.Finding.Subject)).ShouldBe([("file_missing", "20260101/missing.mp4"), ("file_unknown", "20260101/unknown.mp4")], ignoreOrder: true);
        await using var db = app.CreateDb();
        (await db.Set<Recording>().Where(r => r.Id == shorter).Select(r => r.Bytes).SingleAsync(Stop)).ShouldBe(5);
        (await db.Set<Recording>().AnyAsync(r => r.Id == missing, Stop)).ShouldBeTrue("its disk may just not be mounted");
        Directory.Exists(Path.Combine(app.DataDirectory, stranger)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_command_says_what_is_wrong_and_ends_with_one()
    {
        using var data = new TempFolder();
        var well = await CommandRun.RunAsync(data.Path, "check");
        Directory.CreateDirectory(data.File("recordings/20260101"));
        await File.WriteAllTextAsync(data.File("recordings/20260101/unknown.mp4"), "x", Stop);
        var wrong = await CommandRun.RunAsync(data.Path, "check");

        (well.ExitCode, wrong.ExitCode).ShouldBe((0, 1), well.Errors + wrong.Errors);
        well.Output.ShouldContain("Disk and database agree.");
        wrong.Output.ShouldContain("20260101/unknown.mp4");
    }

    private async Task<Guid> AddAsync(string path, int? bytes)
    {
        var now = TimeProvider.System.GetUtcNow();
        var recording = Recording.Begin(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "door", path, now);
        recording.Ready(path, now, new MediaFacts(1000, 10, null, null, 0, 0));
        await using var db = app.CreateDb();
        db.Add(recording);
        await db.SaveChangesAsync(Stop);
        if (bytes is { } size) await WriteAsync("recordings/" + path, size);
        return recording.Id;
    }

    private async Task WriteAsync(string path, int bytes = 1)
    {
        var file = Path.Combine(app.DataDirectory, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, new byte[bytes], Stop);
    }
}
