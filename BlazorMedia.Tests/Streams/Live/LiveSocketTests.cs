using System.Net;
using System.Net.WebSockets;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Live;

/// <summary>Live view over a WebSocket, as a browser sees it.</summary>
public sealed class LiveSocketTests(StreamsFixture app) : IClassFixture<StreamsFixture>, IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_viewer_gets_the_facts_the_init_box_and_fragments_from_a_keyframe_on_that_decode_without_an_error()
    {
        var id = await GoLiveAsync("plain");
        using var viewer = await LiveViewer.OpenAsync(app.Address, id, Ct);

        var all = await viewer.ReadUntilAsync(m => m.Count >= 2 + 20, Ct);

        var hello = all[0].Hello!.Value;
        hello.GetProperty("codecs").GetString()!.ShouldStartWith("avc1.");
        (hello.GetProperty("width").GetInt32(), hello.GetProperty("height").GetInt32(), hello.GetProperty("hasSound").GetBoolean()).ShouldBe((640, 360, true));
        all[1].IsInit.ShouldBeTrue();
        all[2].IsKeyframe.ShouldBeTrue();
        var fragments = all.Skip(2).ToList();
        fragments.ShouldAllBe(m => m.IsFragment && m.Duration <= TimeSpan.FromSeconds(0.3));
        fragments.Zip(fragments.Skip(1)).ShouldAllBe(p => Math.Abs(p.Second.MediaTime - p.First.MediaTime - p.First.Duration.TotalSeconds) < 0.002);
        fragments.ShouldAllBe(m => m.SentAt >= m.StartsAt);
        await ShouldDecodeAsync(all.Skip(1));
    }

    [Fact]
    public async Task A_new_connection_of_the_source_begins_with_new_facts_and_a_keyframe()
    {
        var id = await GoLiveAsync("reborn");
        using var viewer = await LiveViewer.OpenAsync(app.Address, id, Ct);
        await viewer.ReadUntilAsync(m => m.Count > 5, Ct);

        await Signals.SendAsync(Signals.Processes("ffmpeg", Path.Combine(app.DataDirectory, "ring", id.ToString("N"))).ShouldHaveSingleItem(), "KILL");
        var after = await viewer.ReadUntilAsync(m => m.Any(x => x.Hello is not null) && m[^1].IsFragment, Ct);

        var begin = after.FindIndex(m => m.Hello is not null);
        after[begin + 1].IsInit.ShouldBeTrue();
        after[begin + 2].IsKeyframe.ShouldBeTrue();
    }

    [Fact]
    public async Task Fifty_viewers_cost_one_pull_and_one_who_never_reads_harms_nobody()
    {
        var id = await GoLiveAsync("crowd");
        var pulls = app.Camera.Accepted;
        using var lazy = await LiveViewer.OpenAsync(app.Address, id, Ct);

        var viewers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => LiveViewer.OpenAsync(app.Address, id, Ct)));
        var seen = await Task.WhenAll(viewers.Select(v => v.ReadUntilAsync(m => m.Count(x => x.IsFragment) >= 15, Ct)));

        seen.ShouldAllBe(m => m.Zip(m.Skip(1)).All(p => !p.First.IsFragment || p.Second.MediaTime > p.First.MediaTime));
        app.Camera.Accepted.ShouldBe(pulls);
        app.Services.GetRequiredService<LiveStreams>().Find(id)!.IsTailed.ShouldBeTrue();
        foreach (var viewer in viewers) viewer.Dispose();
        lazy.Dispose();
        await Eventually.TrueAsync(() => !app.Services.GetRequiredService<LiveStreams>().Find(id)!.IsTailed, "nobody is counted as a viewer who has left");
    }

    [Fact]
    public async Task A_stream_on_demand_is_awake_as_long_as_somebody_watches()
    {
        await app.Camera.ServeAsync("asleep", await new Clip().FileAsync());
        (await app.AddAsync(new { name = "asleep", source = app.Camera.Url("asleep"), onDemand = true })).EnsureSuccessStatusCode();
        var id = (await app.UntilAsync("asleep", s => s.State == "asleep")).Id;

        using (var viewer = await LiveViewer.OpenAsync(app.Address, id, Ct)) await viewer.ReadUntilAsync(m => m.Any(x => x.IsFragment), Ct);

        await app.UntilAsync("asleep", s => s.State == "asleep");
    }

    [Theory]
    [InlineData("http://elsewhere.example", AppFixture.ApiKey, HttpStatusCode.Forbidden)]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    [InlineData(null, "bm_wrong", HttpStatusCode.Unauthorized)]
    public async Task Strangers_and_pages_of_others_are_not_let_in(string? origin, string? key, HttpStatusCode status)
    {
        var id = await GoLiveAsync("guarded");

        var refused = await Should.ThrowAsync<WebSocketException>(() => LiveViewer.OpenAsync(app.Address, id, Ct, key, origin));

        refused.Message.ShouldContain($"'{(int)status}'");
    }

    [Fact]
    public async Task Our_own_pages_are_let_in_and_what_is_not_there_is_said()
    {
        var id = await GoLiveAsync("own");

        using var viewer = await LiveViewer.OpenAsync(app.Address, id, Ct, origin: app.Address.GetLeftPart(UriPartial.Authority));
        (await viewer.ReadAsync(Ct)).Hello.ShouldNotBeNull();
        (await app.Api.GetAsync($"/live/{id}/ws", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Should.ThrowAsync<WebSocketException>(() => LiveViewer.OpenAsync(app.Address, Guid.NewGuid(), Ct))).Message.ShouldContain("'404'");
    }

    private async Task<Guid> GoLiveAsync(string name)
    {
        if (await app.Api.GetAsync($"/api/v1/streams/{name}", Ct) is { StatusCode: HttpStatusCode.NotFound })
        {
            await app.Camera.ServeAsync(name, await new Clip().FileAsync());
            (await app.AddAsync(new { name, source = app.Camera.Url(name) })).EnsureSuccessStatusCode();
        }
        return (await app.UntilAsync(name, s => s is { State: "live", LastKeyframeAt: not null })).Id;
    }

    private async Task ShouldDecodeAsync(IEnumerable<LiveMessage> messages)
    {
        var file = folder.File("live.mp4");
        await using (var stream = File.Create(file))
            foreach (var message in messages) stream.Write(message.Boxes);
        await Ffmpeg.ShouldDecodeAsync(file, Ct);
    }
}
