using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Exports;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings.Exports;

[Collection(FaultTests.Name)]
public sealed class ExportRestartTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_export_that_a_kill_cut_off_is_made_after_the_restart()
    {
        await using var app = await AppProcess.StartAsync();
        var recording = await AddAsync(app, new Clip(60, "1280x720", Gop: 50));
        var made = await ExportScene.CreateAsync(app.Client, new { pieces = new[] { new { recordingId = recording, fromMs = 0, untilMs = 20_000 } }, burnTime = true });
        await ExportScene.WaitAsync(app.Client, made.Id, "running");

        await app.KillAsync();
        await app.StartAgainAsync();

        var ready = await ExportScene.WaitAsync(app.Client, made.Id, "ready");
        using var folder = new TempFolder();
        var file = await app.Client.DownloadAsync(ready.FileUrl!, folder);
        (await Ffmpeg.CountPacketsAsync(file, "v:0", ExportScene.Ct)).ShouldBe(500);
        Directory.GetFileSystemEntries(Path.Combine(app.DataDirectory, "recordings", ExportStore.FolderName, ".work")).ShouldBeEmpty();
    }

    private static async Task<Guid> AddAsync(AppProcess app, Clip clip)
    {
        const string path = "20261120/clip.mp4";
        var file = Path.Combine(app.DataDirectory, "recordings", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(await clip.FileAsync(), file);
        var recording = Recording.Begin(Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid(), "door", path, Noon);
        recording.Ready(path, Noon, new MediaFacts(clip.Seconds * 1000, new FileInfo(file).Length, "h264", "aac", 1280, 720));
        var databases = Directory.GetFiles(app.DataDirectory, "*.db").Single(f => !f.EndsWith("jobs.db", StringComparison.Ordinal));
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite($"Data Source={databases};Pooling=false").Options);
        db.Add(recording);
        await db.SaveChangesAsync(ExportScene.Ct);
        return recording.Id;
    }
}
