using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Streams.Live;

public sealed class StillEndpointTests(StreamsFixture app) : IClassFixture<StreamsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_keyframe_is_a_jpeg_by_id_and_by_name_and_is_not_sent_twice()
    {
        var id = await GoLiveAsync("garden/north");

        var byId = await app.Api.GetAsync($"/live/{id}/still.jpg?w=320&age=60", Ct);
        var byName = await app.Api.GetAsync("/api/v1/stream-stills/garden/north?w=320&age=60", Ct);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/live/{id}/still.jpg?w=320&age=60") { Headers = { IfNoneMatch = { byId.Headers.ETag! } } };
        var third = await app.Api.SendAsync(again, Ct);

        byId.StatusCode.ShouldBe(HttpStatusCode.OK);
        byId.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await byId.Content.ReadAsByteArrayAsync(Ct)).AsSpan(0, 2).ToArray().ShouldBe([0xFF, 0xD8]);
        (await byName.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(await byId.Content.ReadAsByteArrayAsync(Ct));
        third.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_look_that_makes_no_sense_is_refused_and_so_is_a_stream_that_is_not_there()
    {
        var id = await GoLiveAsync("looks");

        (await app.Api.GetAsync($"/live/{id}/still.jpg?w=5", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Api.GetAsync($"/live/{id}/stream.mjpg?crop=1", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Api.GetAsync("/api/v1/stream-stills/nobody", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Api.GetAsync("/api/v1/stream-mjpeg/nobody", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Motion_jpeg_sends_one_whole_picture_after_another()
    {
        var id = await GoLiveAsync("motion");

        using var answer = await app.Api.GetAsync($"/live/{id}/stream.mjpg?fps=5&w=160", HttpCompletionOption.ResponseHeadersRead, Ct);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("multipart/x-mixed-replace; boundary=frame");
        using var reader = new BinaryReader(await answer.Content.ReadAsStreamAsync(Ct));
        var (first, second) = (ReadPart(reader), ReadPart(reader));

        first.AsSpan(0, 2).ToArray().ShouldBe([0xFF, 0xD8]);
        first.AsSpan(^2..).ToArray().ShouldBe([0xFF, 0xD9]);
        second.ShouldNotBe(first, "the next keyframe, not the same once more");
    }

    [Fact]
    public async Task A_path_that_is_asleep_shows_its_last_picture_and_is_not_woken_unless_it_is_asked_to()
    {
        await app.Camera.ServeAsync("sleepy", await new Clip().FileAsync());
        (await app.AddAsync(new { name = "sleepy", source = app.Camera.Url("sleepy"), onDemand = true })).EnsureSuccessStatusCode();
        (await app.UntilAsync("sleepy", s => s.State == "asleep")).State.ShouldBe("asleep");
        (await app.Api.GetAsync("/api/v1/stream-stills/sleepy", Ct)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        (await app.Api.GetAsync("/api/v1/stream-stills/sleepy?wake=true", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.UntilAsync("sleepy", s => s.State == "asleep");
        var last = await Eventually.GetAsync(
            async () => await app.Api.GetAsync("/api/v1/stream-stills/sleepy", Ct) is { StatusCode: HttpStatusCode.OK } answer ? answer : null, "the last picture is there");

        last.Headers.GetValues("X-Stream-State").ShouldBe(["asleep"]);
        (await app.GetAsync("sleepy"))!.State.ShouldBe("asleep");
        await Eventually.TrueAsync(() => Directory.Exists(Path.Combine(app.DataDirectory, "stills")) && Directory.GetFiles(Path.Combine(app.DataDirectory, "stills"), "*.jpg").Length > 0, "it is kept on disk");
    }

    private async Task<Guid> GoLiveAsync(string name)
    {
        await app.Camera.ServeAsync(name, await new Clip().FileAsync());
        (await app.AddAsync(new { name, source = app.Camera.Url(name) })).EnsureSuccessStatusCode();
        return (await app.UntilAsync(name, s => s is { State: "live", LastKeyframeAt: not null })).Id;
    }

    private static byte[] ReadPart(BinaryReader reader)
    {
        var length = 0;
        for (var line = ReadLine(reader); line.Length > 0 || length == 0; line = ReadLine(reader))
            if (line.StartsWith("Content-Length: ", StringComparison.Ordinal)) length = int.Parse(line["Content-Length: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        return reader.ReadBytes(length);
    }

    private static string ReadLine(BinaryReader reader)
    {
        var line = new List<byte>();
        while (reader.ReadByte() is var next && next != '\n') line.Add(next);
        return System.Text.Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
    }
}
