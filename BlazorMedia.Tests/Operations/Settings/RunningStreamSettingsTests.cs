using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Settings;

/// <summary>On a stream that runs, without a restart of anything.</summary>
public sealed class RunningStreamSettingsTests(SettingsFixture app) : IClassFixture<SettingsFixture>
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ring_becomes_shorter_and_the_patience_smaller_while_the_stream_runs()
    {
        // With these, neither would happen within the limits below.
        (await app.PutAsync(new { Streams__RingSeconds = 600, Streams__StallSeconds = 60 })).EnsureSuccessStatusCode();
        await app.Camera.ServeAsync("door", await new Clip().FileAsync());
        (await app.Api.PostAsJsonAsync("/api/v1/streams", new { name = "door", source = app.Camera.Url("door") }, ct)).EnsureSuccessStatusCode();
        await UntilAsync(s => s.State == "live", null);
        var ring = app.Services.GetRequiredService<LiveStreams>().Find("door")!.Ring;
        var first = ring.Segments.First().MediaSequence;

        (await app.PutAsync(new { Streams__RingSeconds = 12, Streams__StallSeconds = 2 })).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(() => ring.Segments.First().MediaSequence > first, "the oldest segment is removed");
        app.Camera.Freeze();
        await UntilAsync(s => s.State == "stalled" || s.StateReason == "stalled", TimeSpan.FromSeconds(30));
    }

    private Task UntilAsync(Func<StreamDto, bool> wanted, TimeSpan? within) =>
        Eventually.TrueAsync(async () => wanted((await app.Api.GetFromJsonAsync<StreamDto>("/api/v1/streams/door", ct))!), "the stream as wanted", within);
}
