using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Tests.Support.Rtsp;
using BlazorMedia.Web.Features.Streams.Paths;

namespace BlazorMedia.Tests.Streams;

/// <summary>"Test this source" says in one word why there is no picture; the page has a sentence for each.</summary>
public sealed class SourceTestReasonTests(StreamsFixture app) : IClassFixture<StreamsFixture>, IAsyncDisposable
{
    private readonly RtspStandIn camera = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => camera.DisposeAsync();

    [Fact]
    public async Task A_wrong_password_is_unauthorised()
    {
        await camera.ServeAsync("cam", await new Clip().FileAsync());
        camera.RequireLogin("operator", "right");

        var report = await TryAsync(camera.Url("cam", "operator", "wrong"));

        report.Reason.ShouldBe("unauthorised");
        report.Message.ShouldNotContain("wrong@");
    }

    [Fact]
    public async Task An_unknown_path_is_not_found() => (await TryAsync(camera.Url("nobody"))).Reason.ShouldBe("not-found");

    [Fact]
    public async Task A_camera_that_sends_nothing_is_a_timeout()
    {
        await camera.ServeAsync("cam", await new Clip().FileAsync());
        camera.Freeze();

        (await TryAsync(camera.Url("cam"))).Reason.ShouldBe("timeout");
    }

    [Fact]
    public async Task Something_that_is_no_media_is_unsupported()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerWithTextAsync(listener);

        var report = await TryAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/page");

        report.Reason.ShouldBe("unsupported");
        await answering;
    }

    private async Task<SourceReport> TryAsync(string source)
    {
        var answer = await app.Api.PostAsJsonAsync("/api/v1/source-tests", new { source }, Ct);
        var report = (await answer.Content.ReadFromJsonAsync<SourceReport>(Ct))!;
        report.Ok.ShouldBeFalse();
        return report;
    }

    private static async Task AnswerWithTextAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(Ct) is { Length: > 0 })
        {
            // the whole question, or closing would reset the connection
        }
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 30\r\nConnection: close\r\n\r\n<html>this is no camera</html>\n"u8.ToArray(), Ct);
    }
}
