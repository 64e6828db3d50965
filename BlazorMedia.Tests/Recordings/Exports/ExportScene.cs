using System.Net.Http.Json;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Recordings.Exports;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Recordings.Exports;

/// <summary>The application with recordings made of clips, asked through its API.</summary>
public sealed class ExportScene : AppFixture
{
    private static int count;

    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A ready recording that is the file of a clip.</summary>
    internal async Task<Recording> AddAsync(Clip clip, DateTimeOffset startedAt, string stream = "door", params (long OffsetMs, DateTimeOffset At, long LengthMs)[] pieces)
    {
        var store = Services.GetRequiredService<RecordingStore>();
        var path = $"20261120/clip-{Interlocked.Increment(ref count)}.mp4";
        var file = store.FileOf(path);
        // Made before the folder: an empty one is swept away.
        var film = await clip.FileAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(film, file);
        var recording = Recording.Begin(Guid.CreateVersion7(startedAt), Guid.NewGuid(), Guid.NewGuid(), stream, path, startedAt);
        var size = clip.Size.Split('x').Select(int.Parse).ToArray();
        var facts = new MediaFacts(clip.Seconds * 1000, new FileInfo(file).Length, clip.Video == "libx264" ? "h264" : "hevc", clip.Audio, size[0], size[1]);
        recording.Ready(path, startedAt, facts);
        recording.Hold(pieces.Select((p, i) => RecordingPiece.Of(i, p.At, p.LengthMs, p.OffsetMs, i == 0 ? null : "stalled")));
        await using var db = CreateDb();
        db.Add(recording);
        await db.SaveChangesAsync(Ct);
        return recording;
    }

    /// <summary>Asks for it, waits until it is ready and downloads it.</summary>
    internal async Task<(ExportDto Export, string File)> MakeAsync(object request, TempFolder folder)
    {
        using var client = CreateApiClient();
        var made = await CreateAsync(client, request);
        var ready = await WaitAsync(client, made.Id, "ready");
        return (ready, await client.DownloadAsync(ready.FileUrl!, folder));
    }

    internal static async Task<ExportDto> CreateAsync(HttpClient client, object request)
    {
        using var answer = await client.PostAsJsonAsync(ExportDto.Route, request, Ct);
        if (answer.StatusCode != System.Net.HttpStatusCode.Accepted) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(Ct));
        var made = (await answer.Content.ReadFromJsonAsync<ExportDto>(Ct))!;
        answer.Headers.Location!.ToString().ShouldBe($"{ExportDto.Route}/{made.Id}");
        return made;
    }

    internal static Task<ExportDto> WaitAsync(HttpClient client, Guid id, string state) => Eventually.GetAsync(
        async () =>
        {
            var found = (await client.GetFromJsonAsync<ExportDetailDto>($"{ExportDto.Route}/{id}", Ct))!.Export;
            if (found.State == "failed" && state != "failed") throw new InvalidOperationException($"The export failed: {found.Failure} {found.FailureDetails}");
            return found.State == state ? found : null;
        },
        $"the export is {state}");

    internal static object OfPieces(string? mode, params (Guid Recording, long From, long Until)[] pieces) =>
        new { mode, pieces = pieces.Select(p => new { recordingId = p.Recording, fromMs = p.From, untilMs = p.Until }) };
}
