using BlazorMedia.Domain.Recordings;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Files;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings.Snapshots;

/// <summary>The application with one live stream, <c>hall/door</c>.</summary>
public sealed class SnapshotsFixture : AppFixture
{
    private HttpClient? api;

    public HttpClient Api => api ??= CreateApiClient();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Api.AddStreamAsync("hall/door", "testpattern://door");
        await Api.WaitForStateAsync("hall/door", "live");
    }

    /// <summary>A few seconds, finished.</summary>
    public async Task<RecordingDetailDto> RecordingAsync()
    {
        var task = await Api.StartRecordingAsync("hall/door");
        await Api.WaitForMediaAsync("hall/door", TimeSpan.FromSeconds(2));
        await Api.StopRecordingAsync(task);
        return await Api.WaitUntilReadyAsync(task.RecordingId);
    }

    public async Task RenameStreamOfAsync(Guid recordingId, string name)
    {
        await using var db = CreateDb();
        await db.Set<Recording>().Where(r => r.Id == recordingId).ExecuteUpdateAsync(set => set.SetProperty(r => r.StreamName, name));
    }
}
