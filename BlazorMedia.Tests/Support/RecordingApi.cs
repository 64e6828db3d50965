using System.Net.Http.Json;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Tasks;

namespace BlazorMedia.Tests.Support;

/// <summary>Recordings through the REST API, as a client would.</summary>
internal static class RecordingApi
{
    public static async Task<RecordingTaskDto> StartRecordingAsync(this HttpClient client, string stream, double? minutes = null)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/recordings/tasks", new { stream, minutes });
        return await answer.ReadAsync<RecordingTaskDto>();
    }

    public static async Task<RecordingTaskDto> StopRecordingAsync(this HttpClient client, RecordingTaskDto task)
    {
        using var answer = await client.DeleteAsync($"/api/v1/recordings/tasks/{task.Id}");
        return await answer.ReadAsync<RecordingTaskDto>();
    }

    public static async Task<RecordingDetailDto> FindRecordingAsync(this HttpClient client, Guid id) =>
        (await client.GetFromJsonAsync<RecordingDetailDto>($"/api/v1/recordings/{id}"))!;

    public static async Task<IReadOnlyList<RecordingDto>> ListRecordingsAsync(this HttpClient client, string stream) =>
        (await client.GetFromJsonAsync<RecordingPage>($"/api/v1/recordings?stream={stream}"))!.Items;

    /// <summary>Waits for the file; a failed recording ends the waiting with its reason.</summary>
    public static Task<RecordingDetailDto> WaitUntilReadyAsync(this HttpClient client, Guid id) => Eventually.GetAsync(
        async () => await client.FindRecordingAsync(id) switch
        {
            { State: "ready" } ready => ready,
            { State: "failed" } failed => throw new InvalidOperationException($"The recording failed: {failed.Failure}"),
            _ => null,
        },
        "the recording is ready");

    /// <summary>Stops, waits for the file and downloads it.</summary>
    public static async Task<(RecordingDetailDto Recording, string File)> FinishAsync(this HttpClient client, RecordingTaskDto task, TempFolder folder)
    {
        await client.StopRecordingAsync(task);
        var recording = await client.WaitUntilReadyAsync(task.RecordingId);
        return (recording, await client.DownloadAsync(recording.FileUrl!, folder));
    }

    public static async Task<string> DownloadAsync(this HttpClient client, string url, TempFolder folder)
    {
        var file = folder.File($"{Guid.NewGuid():N}.mp4");
        await using var target = File.Create(file);
        await using var source = await client.GetStreamAsync(new Uri(url, UriKind.RelativeOrAbsolute));
        await source.CopyToAsync(target);
        return file;
    }
}
